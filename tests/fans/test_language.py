"""How fans talk: seeded, messy, and never at the cost of what they mean."""

import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from willcall.training.evaluate.client import Site
from willcall.training.evaluate.language import PHRASES, Language
from willcall.training.evaluate.noise import roughen, typo
from willcall.training.evaluate.style import HUMAN, human_turns, measure
from willcall.training.evaluate.world import look

from .twin import Twin

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)


@given(st.integers())
def test_the_same_seed_says_the_same(seed):
    first, second = (Language(random.Random(seed), now=NOW) for _ in range(2))
    values = {"n": "2", "N": "2", "event": "the Ravens", "when": " tonight", "where": "", "extras": ""}
    assert [first.say("buy_full", values) for _ in range(5)] == [second.say("buy_full", values) for _ in range(5)]


@given(st.integers(), st.floats(0, 1))
def test_mess_never_touches_numbers_ids_or_addresses(seed, typos):
    kept = ["ord_01k3v9abcdefghjkmnpqrstvwx", "12", "$80", "friend7@example.org"]
    said = roughen(f"Please refund {' and '.join(kept)} for everybody here.", random.Random(seed), typos=typos)
    assert all(word in said for word in kept)


@given(st.integers())
def test_a_slip_leaves_short_words_and_first_letters_alone(seed):
    rng = random.Random(seed)
    assert typo("four", rng) == "four"
    slipped = typo("tickets", rng)
    assert slipped[0] == "t"
    assert abs(len(slipped) - 7) <= 1


def test_plain_answers_get_no_words_added():
    for seed in range(200):
        assert re.fullmatch(r"y\w{2}\.?", roughen("yes.", random.Random(seed), plain=True), re.IGNORECASE)


def test_every_phrase_can_be_filled():
    slots = {name for phrases in PHRASES.values() for phrase in phrases for name in re.findall(r"{(\w+)}", phrase)}
    values = dict.fromkeys(slots, "x")
    language = Language(random.Random(1), now=NOW, typos=0)
    for act in PHRASES:
        assert language.fill(act, **values)


def test_a_day_is_named_in_the_venues_zone_and_only_as_it_is():
    shows = look(Site(Twin())).on_sale
    show = shows[0]
    tonight = Language(random.Random(1), now=show.starts_at - timedelta(hours=1))
    assert re.search(r"tonight|evening|today", tonight.day(show))
    for seed in range(60):
        said = Language(random.Random(seed), now=show.starts_at - timedelta(days=9)).day(show)
        assert str(show.local.day) in said
        assert "tonight" not in said


def test_a_short_name_is_used_only_if_it_cannot_mean_another_show():
    shows = look(Site(Twin())).on_sale
    for seed in range(100):
        for show in shows:
            said = Language(random.Random(seed), now=NOW).event(show, among=shows).lower().removeprefix("the ")
            assert not any(said in other.name.lower() for other in shows if other is not show)


def test_style_is_counted_from_human_turns(tmp_path: Path):
    folder = tmp_path / "dialogues"
    folder.mkdir()
    (folder / "human_dev.jsonl").write_text(
        '{"context": [{"role": "user", "text": "two please"}, {"role": "agent", "text": "Fine."},'
        ' {"role": "user", "text": "Ok, the late one."}]}\n'
    )
    style = measure(human_turns(tmp_path))
    assert (style.lower_start, style.no_end, style.polite, style.hedged) == (0.5, 0.5, 0.5, 0.5)
    assert HUMAN.median_words > 0
    with pytest.raises(ValueError, match="no human turns"):
        measure(human_turns(tmp_path / "nowhere"))
