"""`willcall privacy`: what fans allow."""

from typing import Annotated

import typer

from willcall.entrypoints.cli.house import AsJson, Data, open_house
from willcall.entrypoints.cli.showing import show_json, table
from willcall.kit.errors import NotFound

group = typer.Typer(name="privacy", help="What fans allow.", no_args_is_help=True)


class NoSuchConsent(NotFound):
    """There was none to take back."""


@group.callback()
def _fans() -> None:
    pass


@group.command(epilog="Example: willcall privacy consent cus_ann --how 'sign-up form, 2026-11'")
def consent(
    subject: Annotated[
        str | None, typer.Argument(metavar="CUSTOMER_ID", help="Or a conversation's id, where nobody signed in.")
    ] = None,
    how: Annotated[str, typer.Option("--how", help="How it was given, for the record.")] = "told by the operator",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="It is taken back.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Record that a fan lets Willcall learn from their words, or no longer does; without an id, list who did."""
    from willcall.access.store import LearningConsents
    from willcall.cases import settled

    with open_house(data) as app:
        consents = LearningConsents(app.database)
        if subject is not None:
            with app.database.write() as unit:
                if not withdraw:
                    consents.give(unit, subject=subject, how=how)
                elif not consents.withdraw(unit, subject=subject):
                    raise NoSuchConsent(f"{subject!r} has given no consent that could be taken back.", field="subject")
                else:
                    settled.forget(unit, subject=subject)
        found = [one for one in consents.listing() if subject in (None, one.subject)]
    if as_json:
        show_json(
            {
                "consents": [
                    {"subject": c.subject, "how": c.how, "given_at": c.given_at, "withdrawn_at": c.withdrawn_at}
                    for c in found
                ]
            }
        )
        return
    cells = [
        (c.subject, c.how, f"{c.given_at:%Y-%m-%d}", c.withdrawn_at and f"{c.withdrawn_at:%Y-%m-%d}") for c in found
    ]
    table(("FAN", "HOW", "GIVEN", "WITHDRAWN"), cells, empty="Nobody has consented yet.")


@group.command(epilog="Example: willcall privacy memory cus_ann   or   willcall privacy memory cus_ann --erase")
def memory(
    customer_id: Annotated[str, typer.Argument(metavar="CUSTOMER_ID", help="Whose.")],
    erase: Annotated[bool, typer.Option("--erase", help="Forget all of it for good.")] = False,
    data: Data = None,
    as_json: AsJson = False,
) -> None:
    """Show what a fan asked the agent to remember, or erase it."""
    from willcall.cases import settled
    from willcall.conversations.store import MemoryStore
    from willcall.entrypoints.api.memory import exported

    with open_house(data) as app:
        store = MemoryStore(app.database)
        if erase:
            with app.database.write() as unit:
                had = store.erase(unit, customer_id=customer_id)
                had = settled.forget(unit, subject=customer_id) > 0 or had
            print(f"Forgotten: all of {customer_id}." if had else f"Nothing was remembered of {customer_id}.")
            return
        found = exported(store, customer_id)
    if as_json:
        show_json(found)
        return
    rows = [(row["kind"], row["value"], row["said"]) for row in found["preferences"]]
    table(("KIND", "VALUE", "AS SAID"), rows, empty=f"Nothing is remembered of {customer_id}.")
