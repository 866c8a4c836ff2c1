"""Clauses and windows, with offsets of the answer as typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drillbank.grading.text import spans


def pieces(answer: str) -> list[str]:
    return [answer[clause.start : clause.end] for clause in spans.clauses(answer)]


def test_marks_of_both_languages_part_clauses_and_numbers_stay_whole() -> None:
    assert pieces("每层存 K 和 V，乘 4,096。It is 0.5 GiB, roughly; e.g. half.") == [
        "每层存 K 和 V",
        "乘 4,096",
        "It is 0.5 GiB",
        "roughly",
        "e.g",
        "half",
    ]


def test_windows_run_over_clauses_of_one_sentence_and_over_two_sentences() -> None:
    found = spans.clauses("aa, bb, cc. dd. ee.")
    runs = {(window.first, window.last) for window in spans.windows(found)}
    assert {(0, 0), (0, 1), (0, 2), (1, 2), (0, 3), (2, 3), (3, 4)} <= runs
    assert (1, 4) not in runs


def test_an_endless_answer_is_cut() -> None:
    answer = "many words here, " * 100_000
    found = spans.clauses(answer)
    assert len(found) == spans.MOST_CLAUSES
    assert found[-1].end <= spans.MOST_CHARACTERS


@given(st.text(alphabet="ab 。，,.;!\n的了1", max_size=60))
def test_clauses_lie_in_the_answer_in_order_without_blanks_around(answer: str) -> None:
    last = 0
    for clause in spans.clauses(answer):
        assert last <= clause.start < clause.end <= len(answer)
        assert answer[clause.start : clause.end].strip() == answer[clause.start : clause.end]
        last = clause.end
