"""The desk: a case is opened once, kept whole, and announced."""

import pytest
from sqlalchemy import select

from willcall.cases.desk import CaseInvalid, LocalDesk, NoSuchCase
from willcall.kit.idempotency import KeyReused
from willcall.kit.outbox import outbox

ABOUT = {
    "subject": "Refund above the limit",
    "body": "Two tickets, $900.00",
    "order_id": "ord_1",
    "customer_id": "cus_1",
}


def announced(database):
    with database.read() as connection:
        return (
            connection.execute(select(outbox.c.subject).where(outbox.c.type == "dev.willcall.case.opened"))
            .scalars()
            .all()
        )


def test_an_opened_case_is_kept_whole_and_announced(database):
    desk = LocalDesk(database)
    case = desk.open_case(**ABOUT, priority="high", conversation_id="cnv_1")
    assert desk.list_cases() == [case]
    assert desk.get_case(case.case_id) == case
    assert (case.status, case.priority, case.channel, case.order_id) == ("open", "high", "chat", "ord_1")
    assert announced(database) == [case.case_id]


def test_a_repeated_request_opens_one_case(database):
    desk = LocalDesk(database)
    first = desk.open_case(**ABOUT, idempotency_key="k")
    assert desk.open_case(**ABOUT, idempotency_key="k") == first
    assert len(desk.list_cases()) == len(announced(database)) == 1


def test_a_key_does_not_serve_two_cases(database):
    desk = LocalDesk(database)
    desk.open_case(**ABOUT, idempotency_key="k")
    with pytest.raises(KeyReused):
        desk.open_case(**{**ABOUT, "body": "Another"}, idempotency_key="k")


@pytest.mark.parametrize(("change", "field"), [({"subject": " \n"}, "subject"), ({"priority": "ASAP"}, "priority")])
def test_a_case_nobody_could_work_on_is_refused_and_nothing_is_kept(database, change, field):
    desk = LocalDesk(database)
    with pytest.raises(CaseInvalid) as caught:
        desk.open_case(**{**ABOUT, **change})
    assert caught.value.field == field
    assert desk.list_cases() == []
    assert announced(database) == []


def test_cases_are_listed_by_status_newest_first(database):
    desk = LocalDesk(database)
    opened = [desk.open_case(subject=f"Case {n}", body="") for n in range(3)]
    assert {case.case_id for case in desk.list_cases(status="open")} == {case.case_id for case in opened}
    assert len(desk.list_cases(limit=2)) == 2
    assert desk.list_cases(status="closed") == []


def test_an_unknown_case_is_not_found(database):
    with pytest.raises(NoSuchCase):
        LocalDesk(database).get_case("case_none")


def test_a_card_number_is_struck_out_of_a_case(database):
    desk = LocalDesk(database)
    case = desk.open_case(subject="My card 4111 1111 1111 1111", body="It is 4111111111111111, cvv 123")
    assert "4111" not in repr(desk.get_case(case.case_id))
