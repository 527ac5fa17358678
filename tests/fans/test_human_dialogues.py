"""Whole dialogues replayed: what ends as its people meant it counts, what does not, does not."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from willcall.training.evaluate.human_dialogues import Replay, evaluate, main
from willcall.training.evaluate.public_dialogues import Turn, dialogues, plain, records, season
from willcall.understanding.reader import EncoderReader, RulesReader

READER = EncoderReader()
Row = dict[str, Any]

OTTERS = ("Otters Vs Jackals", "Marlow Falls", "2019-03-08", "19:30", "Quarry Dome", "Sports", "Basketball")
ORCHID = ("Vera Orchid", "Marlow Falls", "2019-03-09", "20:00", "Tin Hall", "Music", "Blues")
LATER = ("Vera Orchid", "Dunmore", "2019-03-12", "20:00", "The Shed", "Music", "Blues")


def result(event: Sequence[str]) -> dict[str, str]:
    keys = ("event_name", "city_of_event", "date", "time", "event_location", "category", "subcategory")
    return dict(zip(keys, event, strict=True))


def row(name: str, *turns: str | tuple[str, Mapping[str, Any]], bought: Sequence[str], seats: str) -> Row:
    """A dialogue in the published format: turns by turns, the fan first; the last is where the agent buys."""
    said: list[Row] = []
    for at, turn in enumerate(turns):
        text, more = turn if isinstance(turn, tuple) else (turn, {})
        said.append(
            {"speaker": "agent" if at % 2 else "user", "text": text, "frames": [{"service": "Events_9", **more}]}
        )
    event = result(bought)
    call = {k: event[k] for k in ("event_name", "city_of_event", "date")} | {"number_of_seats": seats}
    frame = {"service": "Events_9", "call": {"method": "BuyEventTickets", "parameters": call}, "results": [event]}
    return {"dialogue_id": name, "turns": [*said, {"speaker": "agent", "text": "All done.", "frames": [frame]}]}


def finds(text: str, *events: Sequence[str]) -> tuple[str, Mapping[str, Any]]:
    call = {"method": "FindEvents", "parameters": {"category": "Music"}}
    return text, {"call": call, "results": [result(e) for e in events]}


PLAIN = row(
    "plain",
    "Anything musical on in Marlow Falls?",
    finds("Vera Orchid plays the Tin Hall on March 9th at 8 pm.", ORCHID, LATER),
    "That would be lovely.",
    "Would you like tickets?",
    "Yes, I'd like three tickets please.",
    "So that is 3 tickets for Vera Orchid in Marlow Falls on March 9th?",
    "No, I changed my mind, I only want 2 tickets.",
    "Okay, 2 tickets then?",
    "Yes please. Where is it?",
    bought=ORCHID,
    seats="2",
)
ASIDE = row(
    "aside",
    "I want to see the Otters play on the 8th of March.",
    finds("There is Otters Vs Jackals at the Quarry Dome on March 8th at 7:30 pm.", OTTERS),
    "Sounds great. What's the weather going to be?",
    "I expect rain.",
    "Ok, get me four tickets to that game.",
    "Please confirm: 4 tickets for Otters Vs Jackals in Marlow Falls on March 8th.",
    "Yes, that's right.",
    bought=OTTERS,
    seats="four",
)


def outcome(dialogue: Row, *others: Row) -> Mapping[str, Any]:
    return evaluate([dialogue], [dialogue, *others], READER).outcomes[0].got


@pytest.mark.parametrize("dialogue", [PLAIN, ASIDE], ids=lambda d: str(d["dialogue_id"]))
def test_a_dialogue_ends_where_its_people_ended(dialogue: Row):
    assert evaluate([dialogue], [PLAIN, ASIDE], READER).as_dict()["final_state_equal"] == 1.0


def test_what_was_bought_is_no_help_in_predicting_it():
    """The same words with another purchase annotated are predicted the same, and so are wrong."""
    other = json.loads(json.dumps(PLAIN))
    other["turns"][-1]["frames"][0]["call"]["parameters"] |= {"event_name": "Otters Vs Jackals", "number_of_seats": "7"}
    score = evaluate([other], [PLAIN, ASIDE], READER)
    assert score.outcomes[0].got == outcome(PLAIN, ASIDE)
    assert set(score.outcomes[0].wrong) == {"event_name", "number"}
    assert score.as_dict()["final_state_equal"] == 0.0


def test_annotations_of_turns_are_no_help_either():
    bare = json.loads(json.dumps(PLAIN))
    for turn in bare["turns"][:-1]:
        del turn["frames"]
    assert evaluate([bare], [PLAIN, ASIDE], READER).outcomes[0].got == outcome(PLAIN, ASIDE)


def test_an_event_nobody_agreed_to_is_not_sold():
    never = row(
        "never",
        "What's on in Marlow Falls?",
        finds("How about Vera Orchid at the Tin Hall on March 9th?", ORCHID),
        "No, I don't like that one.",
        bought=ORCHID,
        seats="1",
    )
    got = outcome(never, ASIDE)
    assert "event_name" not in got
    assert "number" not in got


def test_a_number_that_only_the_agent_said_is_not_the_fans():
    replay = Replay(READER, season([PLAIN]))
    for turn in (
        Turn("user", "I want to see Vera Orchid in Marlow Falls"),
        Turn("agent", "Shall I book 5 tickets for Vera Orchid on March 9th in Marlow Falls?"),
    ):
        replay.hear(turn, RulesReader())
    assert "number" not in replay.sold()


def test_the_season_has_each_event_once_with_what_is_known_of_it():
    shows = season([PLAIN, PLAIN, ASIDE]).shows
    assert sorted((s.name, s.city, s.kind, s.venue) for s in shows) == [
        ("Otters Vs Jackals", "Marlow Falls", "Basketball", "Quarry Dome"),
        ("Vera Orchid", "Dunmore", "Concert", "The Shed"),
        ("Vera Orchid", "Marlow Falls", "Concert", "Tin Hall"),
    ]
    assert next(s for s in shows if s.kind == "Basketball").performers == ("Otters", "Jackals")


def test_a_dialogue_is_cut_before_its_last_purchase_and_without_one_is_left_out():
    (cut,) = dialogues([PLAIN, {"dialogue_id": "none", "turns": PLAIN["turns"][:-1]}])
    assert len(cut.turns) == len(PLAIN["turns"]) - 1
    assert cut.bought == {"event_name": "vera orchid", "city": "marlow falls", "date": "2019-03-09", "number": "2"}


@pytest.mark.parametrize(
    ("said", "same"), [("Four", "4"), ("DC United  vs. Crew", "dc united vs crew"), ("Café", "cafe")]
)
def test_values_are_compared_by_what_they_say(said: str, same: str):
    assert plain(said) == plain(same)


def test_the_command_prints_both_readers_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = tmp_path / "sgd_ticketing"
    folder.mkdir()
    file = folder / "dev_dialogues.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in (PLAIN, ASIDE)), encoding="utf-8")
    assert main(["--data", str(tmp_path), "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["encoder"]["dialogues"] == figures["rules"]["dialogues"] == 2
    assert figures["encoder"]["final_state_equal"] == 1.0
    slices = [len(records(file, every=3, rest=rest)) for rest in range(3)]
    assert sum(slices) == 2
