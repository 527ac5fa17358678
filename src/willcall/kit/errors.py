"""What can go wrong, by kind.

    WillcallError
    ├── Invalid          the request makes no sense; names the field
    ├── Unauthenticated  who are you?
    ├── Denied           I know who you are, and no
    ├── NotFound         there is none, or none that you may see
    ├── Conflict         someone else was first, or the state forbids it
    ├── Gone             it was there and has expired
    ├── Refused          a rule of the house says no, and which
    ├── Declined         the payment did not go through
    ├── Limited          too often
    └── Unavailable      something we depend on does not answer

A room defines its own errors beside what raises them, as subclasses of these. Only entry points turn a kind into HTTP,
an exit code or speech; nothing here knows about either.
"""

from typing import Any, ClassVar


class WillcallError(Exception):
    """The root of every error a caller may meet.

    Args:
        detail: One sentence that names the value, what was expected and the next step.
        field: The request field at fault, where there is one (dotted path).
        **facts: Machine-readable extras, such as the ids in question; they reach the problem document.
    """

    kind: ClassVar[str] = "error"
    title: ClassVar[str] = "Something went wrong"

    def __init__(self, detail: str, *, field: str | None = None, **facts: Any) -> None:
        super().__init__(detail)
        self.detail = detail
        self.field = field
        self.facts = facts


class Invalid(WillcallError):
    kind = "invalid"
    title = "The request is not valid"


class Unauthenticated(WillcallError):
    kind = "unauthenticated"
    title = "Sign in first"


class Denied(WillcallError):
    kind = "denied"
    title = "Not allowed"


class NotFound(WillcallError):
    kind = "not_found"
    title = "Not found"


class Conflict(WillcallError):
    kind = "conflict"
    title = "In conflict with the current state"


class Gone(WillcallError):
    kind = "gone"
    title = "No longer there"


class Refused(WillcallError):
    kind = "refused"
    title = "A policy refuses this"


class Declined(WillcallError):
    kind = "declined"
    title = "The payment was declined"


class Limited(WillcallError):
    kind = "limited"
    title = "Too many requests"


class Unavailable(WillcallError):
    kind = "unavailable"
    title = "Temporarily unavailable"
