"""Questions as Anki notes: one per question, one per key point, all values, nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from drillbank.exchange.anki.identity import Target
from drillbank.exchange.anki.notetypes import FIELDS, PRE, inline_span
from drillbank.exchange.formulae import mathjax
from drillbank.exchange.languages import HTML_LANG, Langs, shown, words
from drillbank.exchange.markup import Look, Markup
from drillbank.exchange.sources import Citation, cited
from drillbank.model import Business, Coding, KeyPoint, Question, Text, Theory

ANKI_LOOK = Look(span=inline_span, formula=mathjax, pre=PRE)


@dataclass(frozen=True, slots=True)
class Note:
    """One note: what it is about, its fields in the order of ``FIELDS``, its tags, its area (for sub-decks)."""

    target: Target
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    area: str


class NoteMaker:
    """Makes notes of questions in the languages asked for."""

    def __init__(self, langs: Langs, citations: Mapping[str, Citation]) -> None:
        self.langs = langs
        self.citations = citations
        self.markup = Markup(ANKI_LOOK)

    def notes(self, questions: Iterable[Question]) -> list[Note]:
        """All notes of these questions: each question's own, then one for each of its key points."""
        made: list[Note] = []
        for question in questions:
            match question:
                case Theory() | Business():
                    made.append(self._question(question))
                    if len(question.points) > 1:  # a single point asks the same thing twice
                        made.extend(self._point(question, point) for point in question.points)
                case Coding():
                    made.append(self._coding(question))
        return made

    def _question(self, question: Theory | Business) -> Note:
        points = "".join(self._point_item(point) for point in question.points)
        head = words(self.langs, "要点", "Key points")
        demos = "".join(self.markup.code(block.run, block.language) for block in question.code)
        return self._note(
            question,
            Target("question", question.id),
            Front=self._block(question.prompt),
            Back=self._block(question.answer) + demos,
            Points=f"<h2>{head}</h2><ul>{points}</ul>" if points else "",
            Sources=self._sources(question),
        )

    def _point(self, question: Theory | Business, point: KeyPoint) -> Note:
        number = question.points.index(point) + 1
        count = len(question.points)
        ask = words(
            self.langs, f"要点 {number}/{count}：第 {number} 个要点是什么？", f"Point {number} of {count}: which?"
        )
        others = "".join(
            f"<li>{'…' if other.id == point.id else self._line(other.claim)}</li>" for other in question.points
        )
        because = f'<div class="why">{self._line(point.because)}</div>' if point.because else ""
        return self._note(
            question,
            Target("point", question.id, point.id),
            Front=f"{self._block(question.prompt)}<h2>{ask}</h2><ol>{others}</ol>",
            Back=f"<p><b>{self._line(point.claim)}</b></p>{because}",
            Sources=cited([point.source], self.citations) or self._sources(question),
        )

    def _coding(self, question: Coding) -> Note:
        examples = "\n".join(f"{example.call} → {example.gives}" for example in question.examples)
        front = self._block(question.prompt)
        if question.given:
            front += (
                f"<h2>{words(self.langs, '已给出', 'Given')}</h2>{self.markup.code(question.given, question.language)}"
            )
        front += self.markup.code(question.starter, question.language) if question.starter else ""
        front += self.markup.code(examples, "text") if examples else ""
        mistakes = "".join(f"<li>{self._line(mistake.says)}</li>" for mistake in question.wrong)
        head = words(self.langs, "常见错误", "Named mistakes")
        return self._note(
            question,
            Target("coding", question.id),
            Front=front,
            Code=self.markup.code(question.solution, question.language),
            Back=self._block(question.answer),
            Mistakes=f"<h2>{head}</h2><ul>{mistakes}</ul>" if mistakes else "",
            Sources=self._sources(question),
        )

    def _note(self, question: Question, target: Target, **fields: str) -> Note:
        fixed = {
            "Id": escape(question.id + (f"/{target.point}" if target.point else "")),
            "Title": self._line(question.title),
            "Topic": escape(question.topic),
            "Level": escape(words(self.langs, f"难度 {question.level}", f"level {question.level}")),
        }
        values = fixed | fields
        topic = "::".join(["drillbank", *question.topic.split("/")])
        tags = ("drillbank", topic, f"level::{question.level}", f"kind::{question.kind}")
        return Note(
            target,
            tuple(values.get(name, "").replace("\x1f", "") for name in FIELDS),
            tuple(_tag(tag) for tag in tags),
            question.area,
        )

    def _point_item(self, point: KeyPoint) -> str:
        because = f'<div class="why">{self._line(point.because)}</div>' if point.because else ""
        tag = '<li class="core">' if point.core else "<li>"
        return f"{tag}{self._line(point.claim)}{because}</li>"

    def _block(self, text: Text) -> str:
        return "".join(
            f'<div lang="{HTML_LANG[lang]}">{self.markup.block(value)}</div>' for lang, value in shown(text, self.langs)
        )

    def _line(self, text: Text) -> str:
        return "<br>".join(
            f'<span lang="{HTML_LANG[lang]}">{self.markup.line(value)}</span>'
            for lang, value in shown(text, self.langs)
        )

    def _sources(self, question: Question) -> str:
        return cited([ref.id for ref in question.sources], self.citations, [ref.where for ref in question.sources])


def _tag(text: str) -> str:
    """Anki separates tags by blanks; nothing else is forbidden in them."""
    return "_".join(text.split())
