"""One self-contained web page of flip cards: no request leaves it, and its policy forbids any.

    page/page.html  page/page.css  page/page.js      the parts it is put together from

Texts are rendered here, when it is written: Markdown to HTML, formulae to MathML, code to coloured spans.  The cards
stand as JSON in the page and become elements only when they are shown, so a thousand of them open at once.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from drillbank.exchange.anki.notetypes import DAY, NIGHT
from drillbank.exchange.formulae import mathml
from drillbank.exchange.languages import HTML_LANG, Langs, shown
from drillbank.exchange.markup import Look, Markup
from drillbank.exchange.sources import Citation, cited
from drillbank.model import Business, Coding, Lang, Question, Text, Theory

_PARTS = Path(__file__).parent / "page"


def _span(letter: str, escaped: str) -> str:
    return f'<span class="t-{letter}">{escaped}</span>'


PAGE_LOOK = Look(span=_span, formula=mathml, pre="<pre>")
_LABELS: dict[str, dict[Lang, str]] = {
    "points": {"zh": "要点", "en": "Key points"},
    "mistakes": {"zh": "常见错误", "en": "Named mistakes"},
    "sources": {"zh": "来源", "en": "Sources"},
    "solution": {"zh": "参考实现", "en": "Solution"},
}


def page(
    questions: Sequence[Question],
    langs: Langs,
    citations: Mapping[str, Citation],
    area_titles: Mapping[str, Mapping[str, str]],
    ui: Lang,
    title: str = "drillbank",
) -> str:
    """The whole page as one text.  ``area_titles``: area -> language -> title; ``ui``: language of the controls."""
    maker = _CardMaker(langs, citations)
    cards = [maker.of(question) for question in questions]
    data = {
        "langs": list(langs),
        "lang": "both" if len(langs) > 1 else langs[0],
        "ui": ui if ui in langs else langs[0],
        "areas": {area: dict(titles) for area, titles in area_titles.items()},
        "cards": cards,
    }
    style = Template(_part("page.css")).substitute(day=_palette(DAY), night=_palette(NIGHT))
    script = _part("page.js")
    return Template(_part("page.html")).substitute(
        html_lang=HTML_LANG[ui],
        title=escape(title),
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        data=_embedded(data),
    )


class _CardMaker:
    """Makes the JSON of cards."""

    def __init__(self, langs: Langs, citations: Mapping[str, Citation]) -> None:
        self.langs = langs
        self.citations = citations
        self.markup = Markup(PAGE_LOOK)

    def of(self, question: Question) -> dict[str, Any]:
        card: dict[str, Any] = {
            "id": question.id,
            "kind": question.kind,
            "area": question.area,
            "topic": question.topic,
            "level": question.level,
            "title": {lang: " ".join(text.split()) for lang, text in shown(question.title, self.langs)},
            "front": {lang: self.markup.block(text) for lang, text in shown(question.prompt, self.langs)},
            "back": {lang: self._back(question, lang) for lang in self._back_langs(question)},
        }
        demos = "".join(self.markup.code(block.run, block.language) for block in question.code)
        if demos:
            card["demo"] = demos
        if isinstance(question, Coding):
            card["code"] = self.markup.code(question.solution, question.language)
            examples = "\n".join(f"{e.call} → {e.gives}" for e in question.examples)
            blocks = [(question.given, question.language), (question.starter, question.language), (examples, "text")]
            card["given"] = "".join(self.markup.code(code, language) for code, language in blocks if code)
        return card

    def _back_langs(self, question: Question) -> list[Lang]:
        return [lang for lang, _ in shown(question.answer, self.langs)]

    def _back(self, question: Question, lang: Lang) -> str:
        parts = [self.markup.block(question.answer.get(lang))]
        match question:
            case Theory() | Business():
                items = [(p.claim, p.because, p.core) for p in question.points]
                parts.append(self._list("points", items, lang))
            case Coding():
                parts.append(self._list("mistakes", [(w.says, Text(), False) for w in question.wrong], lang))
        cites = cited([r.id for r in question.sources], self.citations, [r.where for r in question.sources])
        if cites:
            parts.append(f'<h3 class="src">{_LABELS["sources"][lang]}</h3><div class="cites">{cites}</div>')
        parts.append(f'<p class="id">{escape(question.id)}</p>')
        return "".join(parts)

    def _list(self, label: str, items: Sequence[tuple[Text, Text, bool]], lang: Lang) -> str:
        lines = []
        for text, why, core in items:
            if not text:
                continue
            reason = f'<div class="why">{self.markup.line(why.get(lang))}</div>' if why else ""
            tag = '<li class="core">' if core else "<li>"
            lines.append(f"{tag}{self.markup.line(text.get(lang))}{reason}</li>")
        return f"<h3>{_LABELS[label][lang]}</h3><ul>{''.join(lines)}</ul>" if lines else ""


def _part(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


def _palette(colours: Mapping[str, str]) -> str:
    return " ".join(f"--t-{letter}: {colour};" for letter, colour in colours.items())


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _embedded(data: Mapping[str, Any]) -> str:
    """JSON that no text can break out of: ``<`` never stands in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
