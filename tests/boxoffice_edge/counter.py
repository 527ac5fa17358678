"""Who comes to the counter in these tests, and the short way to a purchase."""

from willcall.access.actor import Actor

ADA = Actor.fan("cus_ada", "cnv_ada")
BEN = Actor.fan("cus_ben", "cnv_ben")
NOBODY = Actor.anonymous("cnv_nobody")
DESK = Actor.service("desk")


def seats(house, event="far", quantity=2, **wishes):
    return house.box_office.check_inventory(event_id=event, quantity=quantity, **wishes).options[0].seat_ids


def quoted(house, actor=ADA, event="far", quantity=2, **wishes):
    hold = house.box_office.hold_tickets(actor=actor, event_id=event, seat_ids=seats(house, event, quantity, **wishes))
    return hold, house.box_office.quote(actor=actor, kind="purchase", hold_id=hold.hold_id)


def buy(house, actor=ADA, event="far", quantity=2, token="tok_ok", key=None, **wishes):
    hold, quote = quoted(house, actor, event, quantity, **wishes)
    house.box_office.confirm_quote(actor=actor, quote_id=quote.quote_id)
    return house.box_office.create_order(
        actor=actor, hold_id=hold.hold_id, quote_id=quote.quote_id, customer_id=actor.customer_id,
        payment_method_token=token, idempotency_key=key,
    )  # fmt: skip
