"""Vectors of lines kept between measurements."""

import numpy as np
import pytest

from willcall.knowledge.evaluate.kept import BATCH, KeptLines


class Letters:
    """Encodes how often each letter comes; counts what it is asked."""

    def __init__(self, width=26):
        self.width, self.asked = width, []

    def knows(self, word):
        return True

    def encode(self, text):
        self.asked.append(text)
        counts = np.array([1 + text.lower().count(chr(97 + n)) for n in range(self.width)], dtype=np.float32)
        return counts / np.linalg.norm(counts)


def lines(count):
    return [f"line {number} of {'abc'[number % 3]}" for number in range(count)]


def test_a_second_run_encodes_no_line_again_and_has_the_same_vectors(tmp_path):
    first = KeptLines(Letters(), tmp_path)
    before = [first.encode(line) for line in lines(BATCH + 7)]
    first.flush()
    encoder = Letters()
    second = KeptLines(encoder, tmp_path)
    asked = len(encoder.asked)
    assert np.array_equal(before, [second.encode(line) for line in lines(BATCH + 7)])
    assert (len(encoder.asked), second.made) == (asked, 0)


def test_another_encoder_has_a_file_of_its_own(tmp_path):
    for width in (26, 12):
        kept = KeptLines(Letters(width), tmp_path)
        assert kept.encode("where do i park").shape == (width,)
        assert kept.made == 1
        kept.flush()
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("cut", [1, 63, 64, 100])
def test_what_a_killed_run_left_half_written_is_cut_off(tmp_path, cut):
    first = KeptLines(Letters(), tmp_path)
    for line in lines(3):
        first.encode(line)
    first.flush()
    [path] = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-cut])
    second = KeptLines(Letters(), tmp_path)
    for line in lines(5):
        second.encode(line)
    second.flush()
    assert second.made == 3  # the half one, and two new ones
    third = KeptLines(Letters(), tmp_path)
    for line in lines(5):
        assert np.allclose(third.encode(line), Letters().encode(line), atol=1e-3)
    assert third.made == 0


def test_two_that_write_at_once_lose_nothing(tmp_path):
    one, other = KeptLines(Letters(), tmp_path), KeptLines(Letters(), tmp_path)
    one.encode("a line of one")
    other.encode("a line of the other")
    one.flush()
    other.flush()
    after = KeptLines(Letters(), tmp_path)
    after.encode("a line of one")
    after.encode("a line of the other")
    assert after.made == 0
