from __future__ import annotations

from datetime import date

from drillbank.cli.report_page import page
from drillbank.study.review_of_week import Change, Week, WeekReview

WEEK = Week(days=1, answers=2, minutes=3.0, begun=1, failed=0, brier=None)


def test_names_from_a_strangers_bank_stay_text() -> None:
    evil = "<script>alert(1)</script>"
    review = WeekReview(
        until=date(2026, 11, 24), week=WEEK, before=WEEK, changes=(Change(evil, 1, 1, 0.5, None),), calibration=(),
        leeches=(evil,), shift=None, calendar=(), streak_weeks=0, if_stopped=None,
    )  # fmt: skip
    text = page(review, None, lambda _, en: en, lambda area: area, "en")
    assert "<script" not in text
    assert text.count("&lt;script&gt;") == 2
