"""The desk in this database: takes cases, keeps them, lists them. Fulfils `cases.ports.Desk`.

A retried request opens one case, not two; a card number in it is struck through. Knows nothing of how a case is settled.
"""

from willcall.cases.ports import Case
from willcall.cases.sla import due
from willcall.cases.store import find_cases, get_case, insert_case
from willcall.kit.database import Database, UnitOfWork
from willcall.kit.errors import Invalid, NotFound
from willcall.kit.idempotency import once
from willcall.kit.privacy import screen

PRIORITIES = ("low", "normal", "high", "urgent")
SUBJECT_LIMIT = 200
BODY_LIMIT = 20_000
LIST_LIMIT = 500


class CaseInvalid(Invalid):
    """A case that nobody could work on; names the field."""


class NoSuchCase(NotFound):
    """No case has that id."""


class LocalDesk:
    """Cases, in the database.

    Args:
        database: Where the table is.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def open_case(
        self,
        *,
        subject: str,
        body: str,
        channel: str = "chat",
        priority: str = "normal",
        customer_id: str | None = None,
        conversation_id: str | None = None,
        order_id: str | None = None,
        category: str | None = None,
        idempotency_key: str | None = None,
    ) -> Case:
        """Opens a case and tells the outbox (`case.opened`).

        Args:
            subject: One line; longer ones are cut at 200 characters.
            body: What a person needs to know; cut at 20,000 characters.
            channel: Where it came from: `chat`, `api`, `email` …
            priority: `low`, `normal`, `high` or `urgent`.
            customer_id: The fan, if known.
            conversation_id: Where it was said.
            order_id: What it is about, if it is about an order.
            category: What it is about: `handoff` for a fan who wants a person.
            idempotency_key: The same key opens one case, however often it comes.

        Raises:
            CaseInvalid: If there is no subject, or the priority is unknown.
            KeyReused: If the key came with another case before.
        """
        line = " ".join(screen(subject)[0].split())
        if not line:
            raise CaseInvalid("A case needs a subject of at least one word.", field="subject")
        if priority not in PRIORITIES:
            raise CaseInvalid(f"Priority is one of {', '.join(PRIORITIES)}, not {priority!r}.", field="priority")
        request = {
            "subject": line[:SUBJECT_LIMIT],
            "body": screen(body)[0].strip()[:BODY_LIMIT],
            "channel": channel,
            "priority": priority,
            "customer_id": customer_id,
            "conversation_id": conversation_id,
            "order_id": order_id,
        }

        def work(unit: UnitOfWork) -> Case:
            def effect() -> dict[str, str]:
                case = Case(
                    case_id=unit.ids("case"),
                    status="open",
                    created_at=unit.now,
                    due_at=due(priority, unit.now),
                    category=category,
                    **request,  # type: ignore[arg-type]
                )
                insert_case(unit, case)
                about = {"case_id": case.case_id, "channel": channel, "priority": priority, "order_id": order_id}
                unit.emit("case.opened", case.case_id, about, source="/cases")
                return {"case_id": case.case_id}

            answer = once(unit, scope="cases.open", key=idempotency_key, request=request, effect=effect)
            case = get_case(unit.connection, answer["case_id"])
            if case is None:
                raise NoSuchCase(f"The case {answer['case_id']!r} of this key is gone.", field="idempotency_key")
            return case

        return self._database.attempt(work)

    def list_cases(self, *, status: str | None = None, limit: int = 50) -> list[Case]:
        """Cases, newest first.

        Args:
            status: Only these: `open`, `waiting`, `closed`; None for all.
            limit: 1 to 500.
        """
        with self._database.read() as connection:
            return find_cases(connection, status=status, limit=max(1, min(limit, LIST_LIMIT)))

    def get_case(self, case_id: str) -> Case:
        """One case.

        Raises:
            NoSuchCase: If there is none.
        """
        with self._database.read() as connection:
            case = get_case(connection, case_id)
        if case is None:
            raise NoSuchCase(f"There is no case {case_id!r}.", field="case_id")
        return case
