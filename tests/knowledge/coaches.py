"""Pages that link to each other, for the tests of links."""

from willcall.knowledge.documents import Document, parse
from willcall.knowledge.ingest.readers import read_bytes

COACHES = """# Coaches and minibuses

## Coming by coach
Groups who come by coach are set down at the east gate. What a coach pays to stay is in [Rates]({}).

## Drivers
Drivers wait in their lounge.
"""
RATES = (
    "# Rates\n\n## Long vehicles\nAnything over six metres: $60 a day, at the barrier.\n\n## Two wheels\n$10 a day.\n"
)
COACH = "how much does a coach pay to stay?"
HTML = "<html><body><h1>Coaches</h1><h2>Coming by coach</h2><p>Groups who come by coach are set down at the east gate. What a coach pays to stay is in <a href='{}'>our\n rates</a>.</p></body></html>"
PAGES = [parse("coaches", COACHES.format("rates.md#long-vehicles")), parse("rates", RATES)]
GALA = [Document(name, name.title(), "Some text.", f"/kb/{name}", event_id="gala") for name in ("menu", "dress")]


def written(target):
    return [
        parse("coaches", COACHES.format(target)),
        read_bytes("coaches", HTML.format(target).encode(), kind="html"),
    ]
