"""What a payment provider can object to besides declining; shared by every implementation of the port."""

from willcall.kit.errors import Conflict, NotFound


class NoSuchCharge(NotFound):
    """The provider knows no charge by that id."""


class ChargeState(Conflict):
    """The charge is not in a state that allows this, or less is left of it than was asked back."""
