"""What venues are asked, as the recipe reads it."""

import pytest

from willcall.training.recipes.topics.rows import facts


def test_every_fact_is_stated_and_asked_about():
    found = facts()

    assert len(found) > 150
    assert all(fact.said and fact.asked for fact in found)
    assert all(": " in line for fact in found for line in fact.said)
    assert not [
        line for fact in found for line in (*fact.said, *fact.asked, *fact.beside) if "{" in line or "|" in line
    ]


def test_the_same_seed_fills_the_slots_in_the_same_way():
    assert facts(seed=3) == facts(seed=3)


def test_a_fact_can_be_taken_up_again_in_a_later_file(tmp_path):
    (tmp_path / "a.txt").write_text(
        "% pet: cat | dog\n# animals\n= Pets: No {pet}s.\n? is my {pet} allowed\n! buy a {pet}\n"
    )
    (tmp_path / "b.txt").write_text("@ animals/Pets\n? can rex come\n")

    (only,) = facts(tmp_path)

    assert only.topic == "animals"
    assert set(only.asked) == {"is my cat allowed", "is my dog allowed", "can rex come"}
    assert len(only.beside) == 1


def test_taking_up_what_no_file_has_names_the_line(tmp_path):
    (tmp_path / "a.txt").write_text("# animals\n@ animals/Pets\n? can rex come\n")

    with pytest.raises(ValueError, match=r"a\.txt line 2: 'animals/Pets' names 0 facts"):
        facts(tmp_path)
