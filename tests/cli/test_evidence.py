"""Places in the answer: brackets carry the meaning, colours repeat it."""

from __future__ import annotations

from drillbank.cli import evidence
from drillbank.grading.text import Proposal

from .screens import MakeScreen

ANSWER = "linear in length, and about half a gigabyte"


def proposal(point: str, kind: str, place: str | None, why: str = "because") -> Proposal:
    span = None if place is None else (ANSWER.index(place), ANSWER.index(place) + len(place))
    return Proposal(point, kind, span, why)  # type: ignore[arg-type]


def shown(*proposals: Proposal) -> str:
    return "".join(span.text for span in evidence.answer(ANSWER, proposals))


def test_each_place_is_bracketed_and_numbered_by_its_point() -> None:
    first, second = proposal("a", "covered", "linear in length"), proposal("b", "unsure", "half a gigabyte")
    assert shown(first, second) == "[linear in length]1, and about [half a gigabyte]2"
    styles = {span.text: span.style for span in evidence.answer(ANSWER, [first, second])}
    assert styles["linear in length"] == "good"
    assert styles["half a gigabyte"] == "doubt"
    assert styles[", and about "] == ""


def test_a_place_inside_another_and_two_points_at_one_place() -> None:
    outer, inner = proposal("a", "covered", "linear in length, and about"), proposal("b", "contradicted", "length")
    assert shown(outer, inner) == "[linear in [length]2, and about]1 half a gigabyte"
    same = proposal("c", "covered", "length")
    assert shown(inner, same) == "linear in [[length]1]2, and about half a gigabyte"


def test_places_that_overlap_keep_every_word_once() -> None:
    left, right = proposal("a", "covered", "in length, and"), proposal("b", "unsure", "length, and about")
    text = shown(left, right)
    assert text.replace("[", "").replace("]1", "").replace("]2", "") == ANSWER
    assert text == "linear [in [length, and]1 about]2 half a gigabyte"


def test_a_place_up_to_the_last_character_is_closed() -> None:
    assert shown(proposal("a", "covered", "gigabyte")).endswith("[gigabyte]1")
    assert shown(proposal("a", "not_found", None)) == ANSWER


def test_under_a_point_stands_its_place_and_a_reason_only_where_there_is_doubt(screen: MakeScreen) -> None:
    dialogue = screen().dialogue

    def rows(one: Proposal) -> str:
        return "\n".join("".join(span.text for span in row) for row in evidence.under_point(dialogue, ANSWER, one, 2))

    assert rows(proposal("a", "covered", "half a gigabyte")) == "  you: [half a gigabyte]"
    assert "because" in rows(proposal("a", "unsure", "half a gigabyte"))
    assert rows(proposal("a", "not_found", None)) == ""


def test_control_codes_and_a_long_place_do_not_reach_the_screen(screen: MakeScreen) -> None:
    dialogue = screen().dialogue
    text = "\x1b[2J" + "word " * 100
    (first, *rest) = evidence.under_point(dialogue, text, Proposal("a", "covered", (0, len(text)), "why"), 2)
    whole = "".join(span.text for row in (first, *rest) for span in row)
    assert "\x1b" not in whole
    assert "…" in whole
    assert len(whole) < 250
