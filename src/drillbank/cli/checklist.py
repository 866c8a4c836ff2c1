"""The model answer's key points as a checklist: what she said is proposed, and ticked or flipped by herself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drillbank.cli import evidence
from drillbank.cli.dialogue import Dialogue, Leave
from drillbank.cli.out import clean
from drillbank.cli.width import Line, Span, cut
from drillbank.cli.words import texts
from drillbank.model import KeyPoint

if TYPE_CHECKING:
    from drillbank.grading.text import Proposal


@dataclass(frozen=True, slots=True)
class Found:
    """What the grader proposed of an answer; ``counted`` gets the points whose wording she says should count."""

    answer: str
    proposals: Sequence[Proposal]
    counted: set[str] = field(default_factory=set)

    def of(self, number: int) -> Proposal:
        return self.proposals[number]


def tick(
    dialogue: Dialogue, points: Sequence[KeyPoint], ticked: Collection[str] = (), found: Found | None = None
) -> dict[str, bool]:
    """Let her mark each point; returns point id -> said.  Raises Interrupted (a Leave) with the marks so far.

    ``found`` shows under each point what was found of it, and lets her say that her wording should count.
    """
    marks = {point.id: point.id in ticked for point in points}
    try:
        if dialogue.single_keys:
            _by_keys(dialogue, points, marks, found)
        else:
            _by_lines(dialogue, points, marks, found)
    except Leave:
        raise Interrupted(marks) from None
    return marks


class Interrupted(Leave):
    """She left in the middle of marking."""

    def __init__(self, marks: dict[str, bool]) -> None:
        super().__init__()
        self.marks = marks


def rows(
    dialogue: Dialogue,
    points: Sequence[KeyPoint],
    marks: dict[str, bool],
    here: int | None,
    *,
    final: bool = False,
    found: Found | None = None,
) -> list[Line]:
    """The list as lines; ``here`` is the point the arrow stands at; ``final``: what is not ticked was missed."""
    page, say = dialogue.page, dialogue.ctx.say
    lines: list[Line] = []
    for index, point in enumerate(points):
        missed = Span(page.signs.no, "bad") if final else _open(dialogue, found, index)
        sign = Span(page.signs.yes, "good") if marks[point.id] else missed
        arrow = "" if here is None else f"{page.signs.here} " if index == here else "  "
        core = say("核心", "core") if point.core else "    "
        for number, claim in enumerate(texts(point.claim, dialogue.ctx.lang)):
            lead = f"{arrow}{index + 1} " if number == 0 else " " * (len(arrow) + 2)
            head = (sign, Span(f" {core}  ")) if number == 0 else (Span(" " * 8),)
            block = page.hanging(" " * (len(lead) + 8), *page.inline(claim))
            lines.append((Span(lead), *head, *block[0][1:]))
            lines.extend(block[1:])
        if found is not None and not final:
            lines.extend(evidence.under_point(dialogue, found.answer, found.of(index), len(arrow) + 10))
            if point.id in found.counted:
                lines.extend(page.hanging(" " * (len(arrow) + 10), say("你的说法以后算数", "your wording will count")))
    return lines


def _open(dialogue: Dialogue, found: Found | None, index: int) -> Span:
    """The sign of a point that is not ticked: open, or in doubt where something was found that may be it."""
    signs = dialogue.page.signs
    if found is not None and found.of(index).proposal in ("unsure", "contradicted"):
        return Span(signs.doubt, "doubt")
    return Span(signs.open, "dim")


def _count(found: Found | None, point: KeyPoint, marks: dict[str, bool]) -> bool:
    """Her wording of a point should count from now on (again: no longer); the point is ticked with it."""
    if found is None:
        return False
    if point.id in found.counted:
        found.counted.remove(point.id)
    else:
        found.counted.add(point.id)
        marks[point.id] = True
    return True


def _flip(found: Found | None, point: KeyPoint, marks: dict[str, bool]) -> None:
    marks[point.id] = not marks[point.id]
    if found is not None and not marks[point.id]:
        found.counted.discard(point.id)


def _by_keys(dialogue: Dialogue, points: Sequence[KeyPoint], marks: dict[str, bool], found: Found | None) -> None:
    page, say = dialogue.page, dialogue.ctx.say
    here = 0
    drawn = 0
    columns = page.columns
    keys = (
        say("空格 勾选", "space flip"),
        "↑↓ " + say("移动", "move"),
        "1-9 " + say("直接勾选", "flip that one"),
        *([] if found is None else ["a " + say("我的说法应当算数", "my wording should count")]),
        "Enter " + say("确认", "agree"),
        "q " + say("离开（保留）", "leave (kept)"),
    )

    def draw(screen: list[Line]) -> None:
        # After a resize the old lines may have wrapped: they are left alone and the list is drawn below them.
        nonlocal drawn, columns
        # The width is read before the lines are written: a resize may come right behind them.
        now = page.columns
        if drawn and columns == now and drawn < page.rows:
            page.rewind(drawn)
        page.put(screen)
        drawn, columns = len(screen), now

    with dialogue.listening():
        while True:
            draw([*rows(dialogue, points, marks, here, found=found), *page.flowing(keys, "dim")])
            while True:
                key = dialogue.key()
                if key == "q":
                    raise Leave
                if key == "enter":
                    draw(rows(dialogue, points, marks, None, final=True))
                    return
                if key in ("up", "k", "down", "j"):
                    here = (here + (1 if key in ("down", "j") else -1)) % len(points)
                elif key in ("space", "x"):
                    _flip(found, points[here], marks)
                elif key == "a" and _count(found, points[here], marks):
                    pass
                elif key is not None and key.isdigit() and 1 <= int(key) <= len(points):
                    here = int(key) - 1
                    _flip(found, points[here], marks)
                else:
                    continue
                break


def _by_lines(dialogue: Dialogue, points: Sequence[KeyPoint], marks: dict[str, bool], found: Found | None) -> None:
    page, say = dialogue.page, dialogue.ctx.say
    page.put(rows(dialogue, points, marks, None, found=found))
    page.line(
        say(
            "输入你说到的要点的编号（如 1 3），再次输入则取消；空行确认，q 离开（保留）。",
            "Type the numbers of the points you made (as in 1 3), again to take one back; "
            "an empty line agrees, q leaves (kept).",
        )
    )
    if found is not None:
        page.line(
            say("a 加编号（如 a 2）：我的说法应当算数。", "a with a number (as in a 2): my wording should count.")
        )
    while True:
        words = dialogue.line("> ").replace(",", " ").replace("，", " ").replace("、", " ").split()
        if not words:
            return
        if words == ["q"]:
            raise Leave
        counts = found is not None and words[0] == "a" and len(words) > 1
        words = words[1:] if counts else words
        wrong = [word for word in words if not (word.isdecimal() and 1 <= int(word) <= len(points))]
        if wrong:
            page.line(
                say(
                    f"没有编号为 {clean(wrong[0])} 的要点：请输入 1 到 {len(points)}。",
                    f"There is no point {clean(wrong[0])}: type 1 to {len(points)}.",
                )
            )
            continue
        for word in words:
            point = points[int(word) - 1]
            if counts:
                _count(found, point, marks)
            else:
                _flip(found, point, marks)
            sign = page.signs.yes if marks[point.id] else page.signs.open
            claim = next(iter(texts(point.claim, dialogue.ctx.lang)), point.id)
            page.put([(Span(cut(f"{int(word)} {sign} {clean(claim)}", page.columns)),)])
