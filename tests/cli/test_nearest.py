from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tody"], "Did you mean today?"),
        (["kat"], "Did you mean kata?"),
        (["today", "--minuts", "5"], "Did you mean --minutes?"),
        (["today", "--plian"], "Did you mean --plain?"),
        (["--vers"], "Did you mean --version?"),
        (["xyzzy"], "Commands: "),
    ],
)
def test_a_wrong_name_gives_the_nearest_one_and_2(drillbank: Callable[..., Any], words: list[str], said: str) -> None:
    ran = drillbank(*words)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


def test_other_mistakes_get_no_guess(drillbank: Callable[..., Any]) -> None:
    ran = drillbank("today", "--minutes", "soon")
    assert ran.code == 2
    assert "Did you mean" not in ran.err
    assert "soon" in ran.err
