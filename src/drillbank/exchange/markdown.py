"""Questions as Markdown: one document, one file each, or cards of Obsidian's spaced-repetition plugin.

That plugin ends a card at an empty line outside a code fence, takes any line with ``::`` for a card of its own, and
splits front from back at a line ``?``; so texts are laid out to hold none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from drillbank.exchange.languages import Langs, shown, words
from drillbank.exchange.sources import Citation, cited_plain
from drillbank.model import Business, Coding, Question, Text, Theory

_FENCE = re.compile(r"(`{3,}|~{3,})")
_CODE_SPAN = re.compile(r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)(?!`)")


@dataclass(frozen=True, slots=True)
class MarkdownCards:
    """How questions are written: in which languages, with which bibliography, and for whom."""

    langs: Langs
    citations: Mapping[str, Citation]
    obsidian: bool = False

    def document(self, questions: Sequence[Question], area_titles: Mapping[str, str]) -> str:
        """All questions in one text, by area."""
        parts = ["# drillbank"]
        for area in sorted({question.area for question in questions}):
            parts.append(f"## {area_titles.get(area, area)}")
            topic = ""
            for question in sorted((q for q in questions if q.area == area), key=lambda q: (q.topic, q.level, q.id)):
                if self.obsidian and question.topic != topic:
                    topic = question.topic
                    parts.append(self._tag(topic))
                parts.append(self._card(question) if self.obsidian else self._entry(question, 3))
        return "\n\n".join(parts) + "\n"

    def file(self, question: Question) -> str:
        """One question as a file of its own, with front matter that note programs read."""
        tags = "\n".join(f"  - {tag}" for tag in self._tags(question))
        front = f"---\nid: {question.id}\nlevel: {question.level}\ntopic: {question.topic}\ntags:\n{tags}\n---\n"
        if self.obsidian:
            return f"{front}\n{self._tag(question.topic)}\n\n{self._card(question)}\n"
        return f"{front}\n{self._entry(question, 1)}\n"

    def _tags(self, question: Question) -> list[str]:
        return [f"drillbank/{question.topic}", f"level/{question.level}"]

    def _tag(self, topic: str) -> str:
        return f"#flashcards/drillbank/{topic}"

    def _entry(self, question: Question, depth: int) -> str:
        title = " · ".join(" ".join(value.split()) for _, value in shown(question.title, self.langs))
        info = words(self.langs, f"难度 {question.level}", f"level {question.level}")
        heads = f"{'#' * depth} {title}\n\n`{question.id}` · {question.topic} · {info}"
        answer = f"{'#' * min(6, depth + 1)} {words(self.langs, '答案', 'Answer')}"
        return "\n\n".join([heads, *self._front(question), answer, *self._back(question)])

    def _front(self, question: Question) -> list[str]:
        parts = [closed(value) for _, value in shown(question.prompt, self.langs)]
        if isinstance(question, Coding):
            parts += [fenced(code, question.language) for code in (question.given, question.starter) if code]
            if question.examples:
                parts.append(fenced("\n".join(f"{e.call} → {e.gives}" for e in question.examples), "text"))
        return parts

    def _back(self, question: Question) -> list[str]:
        answer = [closed(value) for _, value in shown(question.answer, self.langs)]
        match question:
            case Coding():
                parts = [fenced(question.solution, question.language), *answer]
                parts += self._listed(words(self.langs, "常见错误", "Named mistakes"), [w.says for w in question.wrong])
            case Theory() | Business():
                parts = answer + [fenced(block.run, block.language) for block in question.code]
                parts += self._listed(words(self.langs, "要点", "Key points"), [p.claim for p in question.points])
        cites = cited_plain(
            [ref.id for ref in question.sources], self.citations, [ref.where for ref in question.sources]
        )
        if cites:
            head = words(self.langs, "来源", "Sources")
            parts += [f"**{head}**", "\n".join(f"- {cite}" for cite in cites)]
        return parts

    def _listed(self, head: str, texts: Iterable[Text]) -> list[str]:
        lines = []
        for text in texts:
            values = [" ".join(value.split()) for _, value in shown(text, self.langs)]
            lines += [f"- {' · '.join(values)}"] if values else []
        return [f"**{head}**", "\n".join(lines)] if lines else []

    def _card(self, question: Question) -> str:
        title = " · ".join(" ".join(value.split()) for _, value in shown(question.title, self.langs))
        front = "\n\n".join([f"**{title}**", *self._front(question)])
        back = "\n\n".join([*self._back(question), f"<small>{question.id}</small>"])
        return f"{unbroken(front)}\n?\n{unbroken(back)}"


def fenced(code: str, language: str) -> str:
    """A code block, with a fence longer than any run of backticks in it."""
    longest = max((len(run) for run in re.findall(r"`{3,}", code)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code.rstrip(chr(10))}\n{fence}"


def closed(markdown: str) -> str:
    """The text with an end to a code fence that it leaves open, which would swallow what follows."""
    fence = ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line.lstrip())
        if not fence:
            fence = mark[1] if mark else ""
        elif mark and line.strip() == mark[1] and mark[1].startswith(fence):
            fence = ""
    return f"{markdown}\n{fence}" if fence else markdown


def unbroken(markdown: str) -> str:
    """The same text as one side of an Obsidian card: no empty line outside a code fence, no ``::``, no lone ``?``."""
    lines: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        mark = _FENCE.match(line.lstrip())
        if fence:
            lines.append(line)
            if mark and line.strip() == mark[1] and mark[1].startswith(fence):
                fence = ""
        elif mark:
            fence = mark[1]
            lines.append(line)
        elif not line.strip():
            lines.append("<br>")
        else:
            lines.append(_harmless(line))
    return "\n".join(lines)


def _harmless(line: str) -> str:
    if line.strip() in ("?", "??"):
        return f"\\{line.strip()}"
    if line.startswith("<!--"):
        line = f"&lt;{line[1:]}"
    if "::" not in line:
        return line
    line = _CODE_SPAN.sub(lambda m: _code_html(m["code"]) if "::" in m["code"] else m[0], line)
    return line.replace("::", ":&#58;")


def _code_html(code: str) -> str:
    escaped = code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<code>{escaped}</code>"
