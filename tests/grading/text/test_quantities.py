"""Numbers with units as values."""

from __future__ import annotations

import pytest

from drillbank.grading.text import quantities
from drillbank.grading.text.quantities import Quantity


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("512 MiB", [(512 * 2**20, "byte")]),
        ("0.5 GiB", [(2**29, "byte")]),
        ("half a gigabyte", [(0.5e9, "byte")]),
        ("大约半个 G", [(0.5e9, "byte")]),
        ("1,200 tokens", [(1200, "")]),
        ("$20,372", [(20372, "")]),
        ("95%", [(95, "%")]),
        ("九成", [(90, "%")]),
        ("两万出头", [(20000, "")]),
        ("about twenty thousand dollars", [(20000, "")]),
        ("三百二十 KiB", [(320 * 1024, "byte")]),
        ("30 GB/s", [(30e9, "byte/s")]),
        ("1.2 秒", [(1.2, "s")]),
        ("200 ms", [(0.2, "s")]),
        ("3.79e25", [(3.79e25, "")]),
        ("F1, P95, INT8 and top-5", []),
        ("two ways and one reason", []),
    ],
)
def test_a_quantity_is_read(text: str, found: list[tuple[float, str]]) -> None:
    assert [(pytest.approx(value), unit) for value, unit in found] == [tuple(q) for q in quantities.of(text)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("512 MiB", "537 MB", True),
        ("512 MiB", "0.5 GB", False),
        ("half a gigabyte", "512 MiB", False),
        ("15%", "0.15", True),
        ("14", "13.9 tokens/s", True),
        ("2 GB", "2 seconds", False),
        ("4.7 秒", "4,700 ms", True),
    ],
)
def test_nearness_knows_units_and_rounding(one: str, other: str, same: bool) -> None:
    (a,), (b,) = quantities.of(one), quantities.of(other)
    assert quantities.near(a, b) is same
    assert quantities.near(b, a) is same


def test_tolerance_is_relative() -> None:
    assert quantities.near(Quantity(108, ""), Quantity(100, ""), 0.1)
    assert not quantities.near(Quantity(112, ""), Quantity(100, ""), 0.1)
