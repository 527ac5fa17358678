"""A quote by itself, and whether words are a yes to it."""

from tests.agent.talk import READER

from willcall.agent.dialogue.answers import quoting
from willcall.agent.dialogue.answers.agreed import beside
from willcall.agent.dialogue.hearing import hear
from willcall.agent.ports import View
from willcall.agent.specialists.roster import ROSTER
from willcall.agent.state import ConversationState, OrderFact, ShownQuote, Task
from willcall.understanding.answers import plain_yes
from willcall.understanding.reading import Catalogue, Context, Reading

CATALOGUE = Catalogue("test", ())


def agreed(said: str, shown: ShownQuote) -> bool:
    """Whether `said` is a yes to `shown`, plain or with something beside it."""

    def read(text: str) -> Reading:
        return READER.read(text, Context(shown.expires_at, CATALOGUE, (), "confirmation"))

    order = OrderFact(
        order_id="o",
        event_id="e",
        event_name="",
        starts_at=None,
        status="confirmed",
        total=9000,
        currency="USD",
        tickets=[],
    )
    task = Task(kind=shown.kind, order=order)
    state = ConversationState(awaiting="confirmation", quote=shown, task=task)
    view = View(
        said, (), read(said), state, ROSTER["support"], (), shown.expires_at, CATALOGUE, signed_in=True, read=read
    )
    if quoting.means_money(said, shown) or quoting.miscounts(said, shown.count):
        return False
    plain = plain_yes(said, about=shown.kind, firm=shown.total <= 0)
    return plain or beside(view, hear) is not None
