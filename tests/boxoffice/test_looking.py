"""Finding events and seats, the seat map, and loading seasons."""

from datetime import timedelta

import pytest

from willcall.access.actor import Actor
from willcall.boxoffice.errors import EventOver, NoSuchEvent, NoSuchSeat, PolicyRefused
from willcall.boxoffice.operations.load_season import load_season
from willcall.kit.errors import Conflict, Denied, Invalid


def ids(events):
    return [event.event_id for event in events]


def test_events_come_in_order_of_start_without_those_that_are_over(sqlite_stand):
    assert ids(sqlite_stand.office.find_events()) == ["evt_now", "evt_tonight", "evt_week", "evt_later"]
    assert "evt_past" in ids(sqlite_stand.office.find_events(include_past=True))
    assert sqlite_stand.office.find_events()[0].status == "in_progress"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("owls", "evt_week"),
        ("larsk at owls", "evt_week"),
        ("the quiet trio tickets", "evt_later"),
        ("moth", "evt_tonight"),
    ],
)
def test_an_event_is_found_by_name_in_spite_of_typos(sqlite_stand, query, first):
    assert ids(sqlite_stand.office.find_events(query=query))[0] == first


def test_events_are_found_by_place_kind_and_time(sqlite_stand, clock):
    find = sqlite_stand.office.find_events
    assert find(query="zebras") == []
    assert find(city="Atlantis") == []
    assert len(find(venue="old hall")) == 4
    assert find(kind="hockey") == []
    tonight = find(starts_after=clock.now, starts_before=clock.now + timedelta(hours=8))
    assert ids(tonight) == ["evt_tonight"]


def test_an_event_tells_its_sections_prices_and_what_is_left(sqlite_stand, ann):
    sqlite_stand.hold(ann, section="201")
    event = sqlite_stand.office.get_event_info(event_id="evt_week")
    assert [(s.name, s.available, s.price_from.amount) for s in event.sections] == [
        ("Floor", 4, 22000),
        ("101", 30, 11000),
        ("201", 28, 4400),
    ]
    assert event.from_price.amount == 4400
    with pytest.raises(NoSuchEvent):
        sqlite_stand.office.get_event_info(event_id="evt_nowhere")


def test_seats_are_listed_with_the_best_option_first_and_prices_include_fees(sqlite_stand):
    inventory = sqlite_stand.office.check_inventory(event_id="evt_week", quantity=2)
    best = inventory.options[0]
    assert (best.section, best.price_each.amount, best.total.amount) == ("Floor", 22000, 44300)
    assert [seat.seat_id for seat in inventory.seats[:2]] == best.seat_ids
    assert all(seat.price.amount == seat.face_value.amount + seat.fees.amount for seat in inventory.seats)


def test_wishes_narrow_what_is_offered(sqlite_stand):
    look = sqlite_stand.office.check_inventory
    assert {o.section for o in look(event_id="evt_week", quantity=2, section="balcony").options} == {"201"}
    assert {o.section for o in look(event_id="evt_week", quantity=2, max_price=11000).options} == {"101", "201"}
    assert look(event_id="evt_week", quantity=2, prefer="cheapest").options[0].section == "201"
    wheelchair = look(event_id="evt_week", quantity=2, accessible=True).options[0]
    assert wheelchair.accessible
    assert "wheelchair" in wheelchair.note
    two = look(event_id="evt_week", quantity=4, wheelchairs=2).options[0]
    assert (
        two.note
        == "not all together: seats 1, 2 and 9, 10 in row A; wheelchair spaces: seats 1 and 10, companions beside"
    )
    assert {"1", "10"} < set(two.numbers)
    assert "3 wheelchair spaces" in look(event_id="evt_week", quantity=4, wheelchairs=3).note
    broke = look(event_id="evt_week", quantity=2, max_price=100)
    assert broke.options == []
    assert "$44.00" in broke.note
    unknown = look(event_id="evt_week", quantity=2, section="Mars")
    assert unknown.options == []
    assert "Floor" in unknown.note


@pytest.mark.parametrize(
    ("quantity", "error"), [(0, Invalid), (-3, Invalid), (9, PolicyRefused), (10_000, PolicyRefused)]
)
def test_an_impossible_number_of_tickets_is_refused(sqlite_stand, quantity, error):
    with pytest.raises(error):
        sqlite_stand.office.check_inventory(event_id="evt_week", quantity=quantity)


def test_nothing_is_sold_for_what_is_over_or_called_off(sqlite_stand, ann):
    with pytest.raises(EventOver):
        sqlite_stand.office.check_inventory(event_id="evt_past", quantity=2)
    seats = sqlite_stand.seats("evt_tonight")
    with pytest.raises(Denied):
        sqlite_stand.office.set_event_status(actor=ann, event_id="evt_tonight", status="cancelled")
    sqlite_stand.office.set_event_status(actor=Actor.service(), event_id="evt_tonight", status="cancelled")
    with pytest.raises(EventOver):
        sqlite_stand.office.hold_tickets(actor=ann, event_id="evt_tonight", seat_ids=seats)


@pytest.mark.parametrize(
    ("seats", "error"), [([], Invalid), (["nope-1-1"], NoSuchSeat), (["floor-a-1", "floor-a-1"], Invalid)]
)
def test_seats_that_make_no_sense_are_refused_and_named(sqlite_stand, ann, seats, error):
    with pytest.raises(error) as caught:
        sqlite_stand.office.hold_tickets(actor=ann, event_id="evt_week", seat_ids=seats)
    assert caught.value.field == "seat_ids"


@pytest.mark.parametrize("seconds", [0, -1, 9, 901, 10**9])
def test_a_hold_lasts_neither_too_short_nor_too_long(sqlite_stand, ann, seconds):
    with pytest.raises(Invalid) as caught:
        sqlite_stand.office.hold_tickets(
            actor=ann, event_id="evt_week", seat_ids=sqlite_stand.seats(), expires_in_seconds=seconds
        )
    assert caught.value.field == "expires_in_seconds"


def test_scarce_seats_grow_dearer_but_not_by_the_fans_own_hold(sqlite_stand, ann, bob, season, clock):
    made = season(clock.now)
    prices = [p.model_copy(update={"surge_bp": 1000}) if p.tier == "Gold" else p for p in made.events[0].prices]
    events = [made.events[0].model_copy(update={"prices": prices}), *made.events[1:]]
    sqlite_stand.load(events=events)
    hold = sqlite_stand.office.hold_tickets(
        actor=ann, event_id="evt_week", seat_ids=[f"floor-a-{n}" for n in (1, 2, 3, 4)]
    )
    quote = sqlite_stand.office.quote(actor=ann, kind="purchase", hold_id=hold.hold_id)
    assert quote.seats[0].face_value.amount == 20000
    gold = sqlite_stand.office.get_event_info(event_id="evt_week").sections[0]
    assert gold.price_from.amount == 22000 + 2000


def test_the_seat_map_shows_what_is_free_held_sold_and_mine(sqlite_stand, ann, bob):
    order = sqlite_stand.buy(ann, section="201")
    hold = sqlite_stand.hold(bob)

    def states(actor):
        chart = sqlite_stand.office.get_seat_map(event_id="evt_week", actor=actor)
        return {seat.seat_id: seat.status for section in chart.sections for row in section.rows for seat in row.seats}

    assert {states(bob)[seat] for seat in hold.seat_ids} == {"yours"}
    assert {states(ann)[seat] for seat in hold.seat_ids} == {"held"}
    assert {states(ann)[t.seat.seat_id] for t in order.tickets} == {"sold"}
    assert list(states(ann).values()).count("free") == 64 - 4


def test_names_of_everything_on_come_with_a_version_that_moves(sqlite_stand):
    before = sqlite_stand.office.list_shows()
    assert {show.event_id for show in before.shows} == {"evt_now", "evt_tonight", "evt_week", "evt_later"}
    assert {"Floor", "VIP", "balcony", "Gold"} <= set(before.sections)
    sqlite_stand.load()
    assert sqlite_stand.office.list_shows().version != before.version


# -- loading -------------------------------------------------------------------------------------------------------------


def test_a_second_season_needs_replace_and_keeps_what_was_sold(sqlite_stand, ann, season, clock):
    order = sqlite_stand.buy(ann)
    with pytest.raises(Conflict), sqlite_stand.database.write() as unit:
        load_season(unit, season(clock.now))
    sqlite_stand.load(name="Another")
    assert sqlite_stand.office.get_order(actor=ann, order_id=order.order_id) == order
    assert sqlite_stand.office.get_event_info(event_id="evt_week").available == 62


def test_a_broken_season_changes_nothing_and_the_error_names_the_field(sqlite_stand, season, clock):
    before = sqlite_stand.office.find_events()
    good = season(clock.now)
    lost = good.events[0].model_copy(update={"venue_id": "ven_lost"})
    backwards = good.events[0].model_copy(update={"ends_at": good.events[0].starts_at})
    tierless = good.events[0].model_copy(
        update={"prices": [good.events[0].prices[0].model_copy(update={"tier": "Tin"})]}
    )
    for event, field in ((lost, "venue_id"), (backwards, "ends_at"), (tierless, "prices[0].tier")):
        with pytest.raises(Invalid) as caught:
            sqlite_stand.load(events=[event])
        assert caught.value.field == f"events[0].{field}"
    assert sqlite_stand.office.find_events() == before
