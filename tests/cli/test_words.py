from __future__ import annotations

import pytest

from drillbank.cli import words
from drillbank.model import Outcome, Rating, Text


@pytest.mark.parametrize("ui", ["zh", "en"])
def test_every_outcome_and_rating_has_a_word_of_its_own(ui: str) -> None:
    lang = "zh" if ui == "zh" else "en"
    assert len({words.outcome(outcome, lang) for outcome in Outcome}) == len(Outcome)  # type: ignore[arg-type]
    assert len({words.rating(rating, lang) for rating in Rating}) == len(Rating)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        (Text("中", "en"), "zh", ["中"]),
        (Text("中", "en"), "en", ["en"]),
        (Text("中", "en"), "both", ["中", "en"]),
        (Text(None, "en"), "both", ["en"]),
        (Text("中", None), "en", ["中"]),
        (Text(), "both", []),
    ],
)
def test_a_text_shows_the_languages_that_are_asked_for_and_there(text: Text, lang: str, shown: list[str]) -> None:
    assert words.texts(text, lang) == shown


def test_the_clock_counts_minutes_on_past_the_hour() -> None:
    assert [words.clock(seconds) for seconds in (0, 59.9, 252, 3725)] == ["00:00", "00:59", "04:12", "62:05"]
