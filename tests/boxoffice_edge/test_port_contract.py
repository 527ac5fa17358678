"""What every box office behind the port does: the same tests on the embedded one and across HTTP."""

import threading
from datetime import timedelta

import pytest
from tests.boxoffice_edge.counter import ADA, BEN, DESK, NOBODY, buy, quoted, seats

from willcall.access.actor import Actor
from willcall.boxoffice import errors
from willcall.boxoffice.contract import Recipient
from willcall.kit.errors import Denied, Invalid, NotFound, Unauthenticated
from willcall.kit.idempotency import KeyReused

# -- looking ----------------------------------------------------------------------------------------------------------


def test_events_are_found_by_words_time_and_kind(house):
    find = house.box_office.find_events
    assert [e.event_id for e in find()] == ["live", "soon", "far", "farther"]
    assert find(query="newts")[0].event_id == "farther"
    assert [e.event_id for e in find(kind="concert")] == ["soon"]
    now = house.clock.now
    assert [e.event_id for e in find(starts_after=now + timedelta(days=11))] == ["farther"]
    assert [e.event_id for e in find(starts_after=now, starts_before=now + timedelta(days=1))] == ["soon"]
    assert "over" in [e.event_id for e in find(include_past=True)]
    assert len(find(limit=1)) == 1


def test_named_events_come_in_the_order_asked_for_without_those_that_do_not_exist(house):
    found = house.box_office.find_events(event_ids=["far", "nowhere", "over", "soon"])
    assert [e.event_id for e in found] == ["far", "over", "soon"]
    house.box_office.hold_tickets(
        actor=DESK,
        event_id="far",
        seat_ids=[house.box_office.check_inventory(event_id="far", quantity=1).options[0].seat_ids[0]],
    )
    assert house.box_office.find_events(event_ids=["far"])[0].available == found[0].available - 1


def test_an_event_says_everything_about_itself(house):
    event = house.box_office.get_event_info(event_id="far")
    assert (event.name, event.venue, event.time_zone, event.currency) == (
        "Otters vs. Moles",
        "Quiet Hall",
        "America/New_York",
        "USD",
    )
    assert event.starts_at.tzinfo is not None
    assert {s.name for s in event.sections} == {"101", "201", "301"}
    with pytest.raises(errors.NoSuchEvent):
        house.box_office.get_event_info(event_id="none/../far")


def test_seats_that_go_together_come_with_their_whole_price(house):
    found = house.box_office.check_inventory(event_id="far", quantity=3, section="201", max_price=3300)
    option = found.options[0]
    assert (option.section, option.price_each.amount, option.total.amount, option.adjacent) == ("201", 3300, 9900, True)
    assert [seat.seat_id for seat in found.seats[:3]] == option.seat_ids
    assert (
        house.box_office.check_inventory(event_id="far", quantity=1, prefer="cheapest").options[0].price_each.amount
        == 1500
    )


@pytest.mark.parametrize(
    ("quantity", "error"), [(7, errors.PolicyRefused), (10_000, errors.PolicyRefused), (0, Invalid)]
)
def test_an_impossible_number_of_tickets_is_refused(house, quantity, error):
    with pytest.raises(error):
        house.box_office.check_inventory(event_id="far", quantity=quantity)


def test_a_refusal_names_its_policy(house):
    with pytest.raises(errors.PolicyRefused) as caught:
        house.box_office.check_inventory(event_id="far", quantity=7)
    assert (caught.value.facts["policy_id"], caught.value.facts["policy"]) == ("pol_limit", "Six at most")


def test_the_seat_map_shows_whose_seats_are_whose(house):
    hold, _ = quoted(house, ADA)
    mine = house.box_office.get_seat_map(event_id="far", actor=ADA)
    theirs = house.box_office.get_seat_map(event_id="far", actor=BEN)
    status = lambda chart: {
        s.seat_id: s.status for section in chart.sections for row in section.rows for s in row.seats
    }
    assert {status(mine)[seat] for seat in hold.seat_ids} == {"yours"}
    assert {status(theirs)[seat] for seat in hold.seat_ids} == {"held"}


def test_policies_are_told(house):
    assert {p.policy_id for p in house.box_office.list_policies()} >= {"pol_refund", "pol_limit", "pol_big"}
    assert house.box_office.get_policy(kind="refund", event_id="far").policy_id == "pol_refund"
    assert house.box_office.get_policy(kind="exchange", event_id="far").kind == "exchange"


# -- holding ----------------------------------------------------------------------------------------------------------


def test_a_seat_is_held_by_one_and_the_other_hears_which(house):
    wanted = seats(house)
    house.box_office.hold_tickets(actor=ADA, event_id="far", seat_ids=wanted)
    with pytest.raises(errors.SeatsTaken) as caught:
        house.box_office.hold_tickets(actor=BEN, event_id="far", seat_ids=wanted)
    assert sorted(caught.value.facts["seat_ids"]) == sorted(wanted)


def test_of_many_who_want_the_same_seats_one_gets_them(house):
    wanted, won, lost = seats(house), [], []
    gate = threading.Barrier(6)

    def want(number):
        gate.wait()
        try:
            won.append(
                house.box_office.hold_tickets(actor=Actor.anonymous(f"cnv_{number}"), event_id="far", seat_ids=wanted)
            )
        except errors.SeatsTaken:
            lost.append(number)

    threads = [threading.Thread(target=want, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(lost)) == (1, 5)


def test_a_hold_expires_and_its_seats_are_free_again(house):
    hold, quote = quoted(house)
    house.clock.advance(seconds=301)
    with pytest.raises(errors.HoldExpired):
        house.box_office.extend_hold(actor=ADA, hold_id=hold.hold_id)
    with pytest.raises((errors.QuoteExpired, errors.HoldExpired)):
        house.box_office.confirm_quote(actor=ADA, quote_id=quote.quote_id)
    assert house.box_office.hold_tickets(actor=BEN, event_id="far", seat_ids=hold.seat_ids).status == "live"


def test_a_hold_is_extended_once_and_released_twice(house):
    hold, _ = quoted(house)
    house.clock.advance(seconds=200)
    longer = house.box_office.extend_hold(actor=ADA, hold_id=hold.hold_id)
    assert longer.expires_at == house.clock.now + timedelta(seconds=300)
    with pytest.raises(errors.WrongState):
        house.box_office.extend_hold(actor=ADA, hold_id=hold.hold_id)
    for _ in range(2):
        assert house.box_office.release_hold(actor=ADA, hold_id=hold.hold_id).status == "released"


def test_another_session_cannot_touch_a_hold(house):
    hold, _ = quoted(house)
    for other in (BEN, NOBODY):
        with pytest.raises(NotFound):
            house.box_office.release_hold(actor=other, hold_id=hold.hold_id)


@pytest.mark.parametrize(
    ("event", "picked", "error"),
    [
        ("far", ["no-such-seat"], errors.NoSuchSeat),
        ("over", None, errors.EventOver),
        ("nothing", ["x"], errors.NoSuchEvent),
        ("far", [], Invalid),
    ],
)
def test_what_cannot_be_held_is_not(house, event, picked, error):
    picked = seats(house) if picked is None else picked
    with pytest.raises(error):
        house.box_office.hold_tickets(actor=ADA, event_id=event, seat_ids=picked)


def test_a_repeated_key_gives_the_first_answer_and_another_request_is_a_conflict(house):
    wanted = seats(house)
    first = house.box_office.hold_tickets(actor=ADA, event_id="far", seat_ids=wanted, idempotency_key="k1")
    again = house.box_office.hold_tickets(actor=ADA, event_id="far", seat_ids=wanted, idempotency_key="k1")
    assert again == first
    with pytest.raises(KeyReused):
        house.box_office.hold_tickets(actor=ADA, event_id="far", seat_ids=wanted[:1], idempotency_key="k1")


# -- buying -----------------------------------------------------------------------------------------------------------


def test_a_confirmed_quote_becomes_an_order_of_exactly_that_total(house):
    hold, quote = quoted(house)
    assert sum(item.amount.amount for item in quote.items) == quote.total.amount
    confirmed = house.box_office.confirm_quote(actor=ADA, quote_id=quote.quote_id)
    assert (confirmed.status, confirmed.digest) == ("confirmed", quote.digest)
    order = house.box_office.create_order(
        actor=ADA, hold_id=hold.hold_id, quote_id=quote.quote_id, customer_id="cus_ada", payment_method_token="tok_ok"
    )
    assert (order.status, order.total, order.customer_id, order.event_id) == (
        "confirmed",
        quote.total,
        "cus_ada",
        "far",
    )
    assert {t.seat.seat_id for t in order.tickets} == set(hold.seat_ids)
    assert house.bank.balance("USD") == quote.total
    assert all(house.signer.verify(t.code).ticket_id == t.ticket_id for t in order.tickets)
    assert house.box_office.get_order(actor=ADA, order_id=order.order_id) == order
    assert [o.order_id for o in house.box_office.list_orders(actor=ADA, customer_id="cus_ada")] == [order.order_id]


def test_without_a_yes_nothing_is_charged(house):
    hold, quote = quoted(house)
    with pytest.raises(errors.NotConfirmed):
        house.box_office.create_order(
            actor=ADA,
            hold_id=hold.hold_id,
            quote_id=quote.quote_id,
            customer_id="cus_ada",
            payment_method_token="tok_ok",
        )
    assert house.bank.balance("USD").amount == 0


def test_nobody_says_yes_without_signing_in(house):
    _, quote = quoted(house, NOBODY)
    with pytest.raises(Unauthenticated):
        house.box_office.confirm_quote(actor=NOBODY, quote_id=quote.quote_id)


def test_a_hold_goes_with_the_fan_who_signs_in(house):
    hold, quote = quoted(house, NOBODY)
    signed_in = Actor.fan("cus_new", NOBODY.session)
    house.box_office.confirm_quote(actor=signed_in, quote_id=quote.quote_id)
    order = house.box_office.create_order(
        actor=signed_in,
        hold_id=hold.hold_id,
        quote_id=quote.quote_id,
        customer_id="cus_new",
        payment_method_token="tok_ok",
    )
    assert order.customer_id == "cus_new"


def test_one_fan_cannot_use_anothers_quote_or_name(house):
    hold, quote = quoted(house)
    house.box_office.confirm_quote(actor=ADA, quote_id=quote.quote_id)
    for customer, error in (("cus_ben", NotFound), ("cus_ada", Denied)):
        with pytest.raises(error):
            house.box_office.create_order(
                actor=BEN,
                hold_id=hold.hold_id,
                quote_id=quote.quote_id,
                customer_id=customer,
                payment_method_token="tok_ok",
            )
    assert house.bank.balance("USD").amount == 0


def test_paying_twice_is_paying_once(house):
    hold, quote = quoted(house)
    house.box_office.confirm_quote(actor=ADA, quote_id=quote.quote_id)
    pay = lambda: house.box_office.create_order(
        actor=ADA, hold_id=hold.hold_id, quote_id=quote.quote_id, customer_id="cus_ada",
        payment_method_token="tok_ok", idempotency_key="once",
    )  # fmt: skip
    assert pay().order_id == pay().order_id
    assert house.bank.balance("USD") == quote.total


def test_a_declined_payment_leaves_hold_and_quote_alive(house):
    hold, quote = quoted(house)
    house.box_office.confirm_quote(actor=ADA, quote_id=quote.quote_id)
    pay = lambda token: house.box_office.create_order(
        actor=ADA, hold_id=hold.hold_id, quote_id=quote.quote_id, customer_id="cus_ada", payment_method_token=token
    )
    with pytest.raises(errors.PaymentDeclined):
        pay("tok_declined")
    assert house.bank.balance("USD").amount == 0
    assert pay("tok_ok").status == "confirmed"


def test_a_payment_without_an_answer_is_never_a_sale_by_itself(house):
    hold, quote = quoted(house)
    house.box_office.confirm_quote(actor=ADA, quote_id=quote.quote_id)
    with pytest.raises(errors.PaymentUnresolved):
        house.box_office.create_order(
            actor=ADA,
            hold_id=hold.hold_id,
            quote_id=quote.quote_id,
            customer_id="cus_ada",
            payment_method_token="tok_timeout",
        )
    assert house.bank.balance("USD").amount == 0


@pytest.mark.parametrize("approve", [True, False])
def test_a_second_step_decides(house, approve):
    order = buy(house, token="tok_second_step")
    assert order.status == "pending"
    charge_id = order.next_action.url.rpartition("/")[2]
    assert house.box_office.finish_payment(actor=ADA, order_id=order.order_id).status == "pending"
    house.bank.answer_second_step(charge_id=charge_id, approve=approve)
    finished = house.box_office.finish_payment(actor=ADA, order_id=order.order_id)
    assert finished.status == ("confirmed" if approve else "cancelled")
    assert house.bank.balance("USD") == (finished.total if approve else finished.total * 0)


# -- whose it is ------------------------------------------------------------------------------------------------------


def test_someone_elses_order_looks_like_none(house):
    order = buy(house)
    looks = [
        lambda b: b.get_order(actor=BEN, order_id=order.order_id),
        lambda b: b.quote(actor=BEN, kind="refund", order_id=order.order_id),
        lambda b: b.check_upgrades(actor=BEN, order_id=order.order_id),
        lambda b: b.finish_payment(actor=BEN, order_id=order.order_id),
        lambda b: b.transfer_tickets(actor=BEN, ticket_ids=[order.tickets[0].ticket_id], recipient=Recipient(name="B")),
    ]
    for look in looks:
        with pytest.raises(NotFound):
            look(house.box_office)
    with pytest.raises(Denied):
        house.box_office.list_orders(actor=BEN, customer_id="cus_ada")
    with pytest.raises(Unauthenticated):
        house.box_office.get_order(actor=NOBODY, order_id=order.order_id)


def test_a_service_acts_for_anyone(house):
    order = buy(house)
    assert house.box_office.get_order(actor=DESK, order_id=order.order_id) == order
    assert house.box_office.list_orders(actor=DESK, customer_id="cus_ada") == [order]


def test_a_ticket_is_verified(house):
    order = buy(house)
    found = house.box_office.verify_ticket(ticket_id=order.tickets[0].ticket_id)
    assert (found.valid, found.event_id) == (True, "far")
    assert not house.box_office.verify_ticket(ticket_id="tkt_none").valid


def test_it_answers(house):
    house.box_office.ping()
    assert isinstance(house.box_office.tidy(), int)
