from __future__ import annotations

import pytest

from drillbank.grading.text import wordings
from drillbank.grading.text.proposals import Proposal, Proposed
from drillbank.grading.text.wordings import Wording

ANSWER = "The cache doubles. Nothing else."


def proposal(kind: Proposed, span: tuple[int, int] | None = (0, 17), *, rules: tuple[str, ...] = ()) -> list[Proposal]:
    return [Proposal("p", kind, span, "", rules=rules, nearest=(0, 17))]


@pytest.mark.parametrize(
    ("kind", "mark", "learned"),
    [
        ("unsure", True, True),
        ("contradicted", True, True),
        ("covered", False, False),
        ("covered", True, None),
        ("unsure", False, None),
        ("contradicted", False, None),
    ],
)
def test_only_a_mark_against_the_proposal_teaches(kind: Proposed, mark: bool, learned: bool | None) -> None:
    found = wordings.flips("q", ANSWER, proposal(kind), {"p": mark})
    assert [(one.text, one.counts) for one in found] == ([] if learned is None else [("The cache doubles", learned)])


def test_what_was_not_found_teaches_only_on_wish() -> None:
    nothing = proposal("not_found", None)
    assert wordings.flips("q", ANSWER, nothing, {"p": True}) == []
    (asked,) = wordings.flips("q", ANSWER, nothing, {"p": True}, {"p"})
    assert (asked.text, asked.counts) == ("The cache doubles", True)


@pytest.mark.parametrize("rule", ["instruction", "list", "echo", "language"])
def test_a_suspicious_answer_teaches_nothing(rule: str) -> None:
    assert wordings.flips("q", ANSWER, proposal("unsure", rules=(rule,)), {"p": True}, {"p"}) == []


def test_a_whole_essay_is_no_wording() -> None:
    long = "word " * 200
    assert wordings.flips("q", long, proposal("unsure", (0, len(long))), {"p": True}) == []


def event(number: int, **content: object) -> tuple[str, str, dict[str, object]]:
    return (str(number), "q", dict(content))


def test_the_last_word_about_a_text_counts() -> None:
    events = [event(1, point="p", text="a", counts=True), event(2, point="p", text="a", counts=False)]
    assert wordings.fold(events) == [Wording("q", "p", "a", False, "2")]


def test_a_removed_wording_is_gone_and_the_others_stay() -> None:
    events = [
        event(1, point="p", text="a", counts=True),
        event(2, point="p", text="b", counts=True),
        event(3, removed="1"),
        event(4, removed="unknown"),
    ]
    assert [one.text for one in wordings.fold(events)] == ["b"]


@pytest.mark.parametrize("content", [{"point": 1, "text": "a", "counts": True}, {"point": "p"}, {"later": "form"}])
def test_rows_of_another_version_say_nothing(content: dict[str, object]) -> None:
    assert wordings.fold([("1", "q", content)]) == []


def test_data_of_an_event_folds_back() -> None:
    one = Wording("q", "p", "a", True, "7")
    assert wordings.fold([("7", "q", wordings.data(one))]) == [one]
    assert wordings.fold([("7", "q", wordings.data(one)), ("8", "q", wordings.removal(one))]) == []
