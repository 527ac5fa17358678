"""int8 is exact on every processor: weights are moved where their sums would overflow, and only there."""

import pytest

from willcall.kit.inference import flags_of, options, overflows

HASWELL = "fpu sse4_1 sse4_2 avx f16c fma bmi1 avx2 bmi2"
SKYLAKE_X = f"{HASWELL} avx512f avx512dq avx512cd avx512bw avx512vl"


@pytest.mark.parametrize(
    ("machine", "flags", "so"),
    [
        ("x86_64", HASWELL, True),
        ("x86_64", SKYLAKE_X, True),
        ("x86_64", f"{SKYLAKE_X} avx512_vnni avx512_bitalg", False),
        ("x86_64", f"{HASWELL} avx_vnni serialize", False),
        ("x86_64", f"{HASWELL} avx_vnni_int8", True),
        ("x86_64", "", True),
        ("AMD64", "", True),
        ("aarch64", "", False),
        ("arm64", "", False),
    ],
)
def test_sums_may_overflow_where_an_x86_processor_does_not_show_dot_products(machine, flags, so):
    assert overflows(machine, flags) is so


def test_flags_are_those_of_the_first_core(tmp_path):
    file = tmp_path / "cpuinfo"
    file.write_text("processor\t: 0\nvmx flags\t: vnmi\nflags\t\t: avx2 avx_vnni\n\nprocessor\t: 1\nflags\t\t: avx2\n")
    assert flags_of(file).split() == ["avx2", "avx_vnni"]


def test_flags_are_none_where_the_file_lacks_them_or_is_not_there(tmp_path):
    (tmp_path / "arm").write_text("processor\t: 0\nFeatures\t: asimddp\n")
    assert flags_of(tmp_path / "arm") == flags_of(tmp_path / "elsewhere") == ""


def test_weights_are_moved_where_that_is_asked_for_alone():
    assert options(moved=True).get_session_config_entry("session.x64quantprecision") == "1"
    with pytest.raises(RuntimeError, match="x64quantprecision"):
        options(moved=False).get_session_config_entry("session.x64quantprecision")
