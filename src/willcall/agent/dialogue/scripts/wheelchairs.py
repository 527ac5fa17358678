"""A wheelchair's space among the seats of an order: looked for in the same show, quoted as other seats for all of them; else a person is offered."""

from collections.abc import Generator

from willcall.agent.dialogue import phrases
from willcall.agent.dialogue.flow import Flow, Got
from willcall.agent.dialogue.owned import wheelchair_place
from willcall.agent.dialogue.wishes.part import in_hand
from willcall.agent.ports import Speech, ToolCall, ToolResult
from willcall.agent.state import SeatsFact, Task, TicketFact
from willcall.boxoffice.contract import section_label

KEEPS = "Your order has a wheelchair space, so these keep one."
_ASK = "Shall I ask one?"
_TRIED = 8  # offers that are tried


def needed(task: Task) -> bool:
    """Whether more spaces are needed than the order has."""
    return task.accessible > len(_spaces(task))


def kept(task: Task) -> bool:
    """Whether the order has a wheelchair's space: then better seats have one too."""
    return bool(_spaces(task))


def unwanted(flow: Flow, task: Task) -> Speech | None:
    """What to say where ordinary seats are asked for, of an order that has a space; None where they are not."""
    spaces = _spaces(task)
    if not spaces or not wheelchair_place.of_ordinary_seats(flow.view.message):
        return None
    flow.finish()
    flow.offer_person()
    return flow.say(
        f"Your order has a wheelchair space ({phrases.places(spaces)}), and better seats keep one.",
        f"Only a person can move you all to ordinary seats. {_ASK}",
    )


def quote(flow: Flow, task: Task) -> Generator[list[ToolCall], list[ToolResult], Got | None]:
    """The first quote there is for as many seats with a space, in the same show; None where there is none, which is said."""
    order = task.order
    assert order is not None
    got = yield from flow.use(
        "check_inventory",
        event_id=order.event_id,
        quantity=len(in_hand(task)),
        section=task.section,
        wheelchairs=task.accessible,
        limit=_TRIED,
    )
    options = [SeatsFact.model_validate(o) for o in got.content["options"]] if got.ok else []
    own = {ticket.section for ticket in in_hand(task)}
    options.sort(key=lambda option: (option.section not in own, option.each))
    for option in [o for i, o in enumerate(options) if o.section not in {p.section for p in options[:i]}]:
        tried = yield from flow.use("upgrade_tickets", order_id=order.order_id, seat_ids=option.seat_ids)
        if tried.kind == "confirmation_required":
            flow.lead.append("All the seats of an order move together, with a wheelchair space among the new ones:")
            return tried
    places = ", ".join(dict.fromkeys(section_label(option.section) for option in options))
    if places:
        flow.lead.append(f"There are wheelchair spaces with seats beside them for {order.event_name}: {places}.")
    return None


def none_found(flow: Flow) -> Speech:
    """That a person has to see to it."""
    flow.finish()
    flow.offer_person()
    return flow.say(f"I can't put one into your order myself, but a person may. {_ASK}")


def _spaces(task: Task) -> list[TicketFact]:
    return [t for t in in_hand(task) if t.accessible]
