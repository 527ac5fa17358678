"""Who is asking. Comes from a verified token, cookie or key; never from what a message or a model claims."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Actor:
    """The authority under which a call is made.

    Args:
        kind: `anonymous` may look, ask and hold; `fan` may also act on their own records; `service` acts for anyone.
        customer_id: The fan, where `kind` is `fan`.
        session: What ties a hold to whoever made it: a conversation id, a browser session, a key's name.
    """

    kind: Literal["anonymous", "fan", "service"]
    customer_id: str | None = None
    session: str | None = None

    @classmethod
    def anonymous(cls, session: str | None = None) -> "Actor":
        return cls("anonymous", None, session)

    @classmethod
    def fan(cls, customer_id: str, session: str | None = None) -> "Actor":
        return cls("fan", customer_id, session)

    @classmethod
    def service(cls, name: str = "service") -> "Actor":
        return cls("service", None, name)

    def may_see(self, customer_id: str | None) -> bool:
        """Whether records of `customer_id` are this actor's to see."""
        return self.kind == "service" or (
            self.kind == "fan" and customer_id is not None and self.customer_id == customer_id
        )
