"""Where an answer is typed: many lines, an editor on wish, and "don't know"."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from drillbank.cli import editor
from drillbank.cli.dialogue import Dialogue, Leave
from drillbank.cli.out import clean
from drillbank.cli.width import Span

_DONT_KNOW = ("?", "？")


class Typed(NamedTuple):
    """``known`` is False where she said that she does not know."""

    text: str
    known: bool


def type_answer(dialogue: Dialogue, kept: str, keep: Callable[[str], None]) -> Typed:
    """Read an answer that may go on from ``kept``; ``keep`` gets it after every line, so a killed terminal loses one.

    Raises Leave where she leaves without ending the answer.
    """
    page, say = dialogue.page, dialogue.ctx.say
    ends = say("Ctrl-D 结束", "Ctrl-D ends")
    if not dialogue.single_keys:
        ends = say("单独一行 . 或 Ctrl-D 结束", "a line with only . or Ctrl-D ends")
    page.line(
        Span(
            say(f"你的回答（中文或英文；{ends}）", f"Your answer (中文 or English; {ends})"),
        )
    )
    page.line(
        Span(
            say(
                "单独一行：? 不知道 · e 编辑器 · q 离开（保留）",
                "alone on a line: ? don't know · e editor · q leave (kept)",
            ),
            "dim",
        )
    )
    lines = kept.split("\n") if kept else []
    for line in lines:
        page.line(Span(line, "dim"), lead="> ")
    while True:
        try:
            line, ended = dialogue.lines()
        except KeyboardInterrupt:
            keep("\n".join(lines))
            raise
        word = line.strip()
        alone = word if not ended else ""
        if alone in _DONT_KNOW and alone:
            return Typed("\n".join(lines).strip(), known=False)
        if alone == "q":
            raise Leave
        if alone == "e":
            lines = editor.edit_text(dialogue.ctx, "\n".join(lines)).split("\n")
            keep("\n".join(lines))
            page.line(Span(say("编辑器里的内容：", "From the editor:"), "dim"))
            for text in lines:
                page.line(Span(clean(text), "dim"), lead="> ")
            continue
        if line or not ended:
            lines.append(line)
            keep("\n".join(lines))
        if ended:
            text = "\n".join(lines).strip()
            if not text:
                raise Leave
            return Typed(text, known=True)
