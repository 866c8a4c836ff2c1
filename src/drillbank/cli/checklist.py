"""The model answer's key points as a checklist: what she said is ticked by herself."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from drillbank.cli.dialogue import Dialogue, Leave
from drillbank.cli.out import clean
from drillbank.cli.width import Line, Span, cut
from drillbank.cli.words import texts
from drillbank.model import KeyPoint


def tick(dialogue: Dialogue, points: Sequence[KeyPoint], ticked: Collection[str] = ()) -> dict[str, bool]:
    """Let her mark each point; returns point id -> said.  Raises Interrupted (a Leave) with the marks so far."""
    marks = {point.id: point.id in ticked for point in points}
    try:
        if dialogue.single_keys:
            _by_keys(dialogue, points, marks)
        else:
            _by_lines(dialogue, points, marks)
    except Leave:
        raise Interrupted(marks) from None
    return marks


class Interrupted(Leave):
    """She left in the middle of marking."""

    def __init__(self, marks: dict[str, bool]) -> None:
        super().__init__()
        self.marks = marks


def rows(
    dialogue: Dialogue, points: Sequence[KeyPoint], marks: dict[str, bool], here: int | None, *, final: bool = False
) -> list[Line]:
    """The list as lines; ``here`` is the point the arrow stands at; ``final``: what is not ticked was missed."""
    page, say = dialogue.page, dialogue.ctx.say
    lines: list[Line] = []
    for index, point in enumerate(points):
        missed = Span(page.signs.no, "bad") if final else Span(page.signs.open, "dim")
        sign = Span(page.signs.yes, "good") if marks[point.id] else missed
        arrow = "" if here is None else f"{page.signs.here} " if index == here else "  "
        core = say("核心", "core") if point.core else "    "
        for number, claim in enumerate(texts(point.claim, dialogue.ctx.lang)):
            lead = f"{arrow}{index + 1} " if number == 0 else " " * (len(arrow) + 2)
            head = (sign, Span(f" {core}  ")) if number == 0 else (Span(" " * 8),)
            block = page.hanging(" " * (len(lead) + 8), *page.inline(claim))
            lines.append((Span(lead), *head, *block[0][1:]))
            lines.extend(block[1:])
    return lines


def _by_keys(dialogue: Dialogue, points: Sequence[KeyPoint], marks: dict[str, bool]) -> None:
    page, say = dialogue.page, dialogue.ctx.say
    here = 0
    drawn = 0
    columns = page.columns
    keys = (
        say("空格 勾选", "space flip"),
        "↑↓ " + say("移动", "move"),
        "1-9 " + say("直接勾选", "flip that one"),
        "Enter " + say("确认", "agree"),
        "q " + say("离开（保留）", "leave (kept)"),
    )

    def draw(screen: list[Line]) -> None:
        # After a resize the old lines may have wrapped: they are left alone and the list is drawn below them.
        nonlocal drawn, columns
        if drawn and columns == page.columns and drawn < page.rows:
            page.rewind(drawn)
        page.put(screen)
        drawn, columns = len(screen), page.columns

    with dialogue.listening():
        while True:
            draw([*rows(dialogue, points, marks, here), *page.flowing(keys, "dim")])
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
                    marks[points[here].id] = not marks[points[here].id]
                elif key is not None and key.isdigit() and 1 <= int(key) <= len(points):
                    here = int(key) - 1
                    marks[points[here].id] = not marks[points[here].id]
                else:
                    continue
                break


def _by_lines(dialogue: Dialogue, points: Sequence[KeyPoint], marks: dict[str, bool]) -> None:
    page, say = dialogue.page, dialogue.ctx.say
    page.put(rows(dialogue, points, marks, None))
    page.line(
        say(
            "输入你说到的要点的编号（如 1 3），再次输入则取消；空行确认，q 离开（保留）。",
            "Type the numbers of the points you made (as in 1 3), again to take one back; "
            "an empty line agrees, q leaves (kept).",
        )
    )
    while True:
        words = dialogue.line("> ").replace(",", " ").replace("，", " ").replace("、", " ").split()
        if not words:
            return
        if words == ["q"]:
            raise Leave
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
            marks[point.id] = not marks[point.id]
            sign = page.signs.yes if marks[point.id] else page.signs.open
            claim = next(iter(texts(point.claim, dialogue.ctx.lang)), point.id)
            page.put([(Span(cut(f"{int(word)} {sign} {clean(claim)}", page.columns)),)])
