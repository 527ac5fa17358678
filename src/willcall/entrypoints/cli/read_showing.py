"""A reading for people: what was understood, and why."""

from typing import Any

from willcall.entrypoints.cli.showing import faint, strong


def show_understood(found: dict[str, Any]) -> None:
    """Intent, how sure, slots, and whether it is a yes."""
    wishes = found.get("wishes") or [{"intent": found["intent"], "confidence": found["confidence"]}]
    for wish in wishes:
        print(f"{strong(wish['intent'])}  {wish['confidence']:.0%} sure")
    if found["out_of_scope"]:
        print(f"out of scope  {found['out_of_scope_score']:.0%} sure")
    if found.get("answer", "none") != "none":
        print(f"answer: {found['answer']}")
    for slot in found["slots"]:
        not_this = "not " if slot.get("negated") else ""
        where = faint(f"{slot.get('text', slot['value'])!r}, {slot['start']} to {slot['end']}")
        print(f"  {slot['name']:<12} {not_this}{_short(slot['value'])}  {where}")
    if found.get("encoded") is False:
        print(faint("read by rules alone: the encoder did not load"))


def show_why(found: dict[str, Any]) -> None:
    """What the reading rests on."""
    why = found["why"]
    print("\n" + strong("Why"))
    print("  likely:   " + ", ".join(f"{intent} {sure:.0%}" for intent, sure in why["ranking"]))
    if why.get("asked", "nothing") != "nothing":
        print(f"  asked:    the agent had just asked for: {why['asked']}")
    for rule in why.get("rules", ()):
        print(f"  rule:     {rule['words']!r} speaks for {rule['intent']} ({rule['weight']:g})")
    if "rules_alone" in why:
        print("  by rules: " + ", ".join(f"{intent} {sure:.0%}" for intent, sure in why["rules_alone"]))
    for slot, finder in zip(found["slots"], why.get("found_by", ()), strict=False):
        print(f"  found:    {slot['name']} by {finder}")
    for example in why["nearest"]:
        print(f"  like:     {example['text']!r} is {example['intent']} ({example['similarity']:.2f})")


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {part}" for name, part in value.items() if part not in (None, (), [], False))
    if isinstance(value, list | tuple):
        more = f" and {len(value) - 3} more" if len(value) > 3 else ""
        return ", ".join(map(str, value[:3])) + more
    return str(value)
