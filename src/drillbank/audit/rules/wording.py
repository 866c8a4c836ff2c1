"""Prompts that say the same, and terms spelled in a way the bank does not use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drillbank.audit.content import Content, Fault, Finding, Severity
from drillbank.audit.texts import HOLE, has_han, prose, taught
from drillbank.bank.companions import Term
from drillbank.bank.wording import fold
from drillbank.model import LANGS, Lang, Question

SAME_FROM = 0.8  # cosine of character 2- to 4-grams
NEAR_FROM = 0.5  # different questions of the bank stay below 0.4


def near_duplicates(content: Content) -> Iterator[Finding]:
    """No two prompts ask nearly the same, by TF-IDF over characters, in either language."""
    everything = list(content.bank)
    reported = {question.id for question in content.questions}
    worst: dict[tuple[str, str], float] = {}
    for lang in LANGS:
        for first, second, likeness in _pairs(everything, lang):
            pair = (first, second)
            worst[pair] = max(worst.get(pair, 0.0), likeness)
    for (first, second), likeness in sorted(worst.items()):
        for id, other in ((first, second), (second, first)):
            if id in reported:
                question = content.bank.get(id)
                message = f"asks nearly the same as {other} (likeness {likeness:.2f})"
                line = content.line(question, "prompt")
                severity: Severity = "error" if likeness >= SAME_FROM else "warning"
                yield Finding(question.path, line, "prompt", message, "near-duplicates", severity, id)
                break


def _pairs(questions: list[Question], lang: Lang) -> Iterator[tuple[str, str, float]]:
    asked = [(q.id, f"{q.title.get(lang)}\n{q.prompt.get(lang)}") for q in questions if q.prompt.get(lang)]
    if len(asked) < 2:
        return
    from sklearn.feature_extraction.text import TfidfVectorizer

    matrix = TfidfVectorizer(analyzer="char", ngram_range=(2, 4), sublinear_tf=True).fit_transform(
        fold(text) for _, text in asked
    )
    likeness = (matrix @ matrix.T).tocoo()
    for row, column, value in zip(likeness.row, likeness.col, likeness.data, strict=True):
        if row < column and value >= NEAR_FROM:
            yield asked[row][0], asked[column][0], float(value)


def glossary_spelling(question: Question, content: Content) -> Iterator[Fault]:
    """No word that glossary.yaml says to avoid, outside code."""
    for field, text in taught(question):
        for lang in LANGS:
            value = text.zh if lang == "zh" else text.en
            if value:
                for avoided, term in _avoided(value, lang, content.bank.glossary):
                    wanted = term.zh if lang == "zh" else term.en
                    yield Fault(f"{field}.{lang}", f'"{avoided}" is written "{wanted}" here (glossary.yaml)')


def _avoided(text: str, lang: Lang, glossary: tuple[Term, ...]) -> Iterator[tuple[str, Term]]:
    bare = fold(prose(text))
    # A term we do use may hold one we avoid across its edge: 实时延迟 holds 时延.
    for term in sorted(glossary, key=lambda term: -len(term.zh)):
        wanted = fold(term.zh if lang == "zh" else term.en)
        if any(wanted != fold(word) and _overlap(wanted, fold(word)) for t in glossary for word in t.avoid.get(lang)):
            bare = bare.replace(wanted, HOLE)
    for term in glossary:
        for word in term.avoid.get(lang):
            folded = fold(word)
            pattern = re.escape(folded) if has_han(folded) else rf"(?<![\w-]){re.escape(folded)}(?![\w-])"
            if re.search(pattern, bare):
                yield word, term


def _overlap(wanted: str, avoided: str) -> bool:
    """Whether the end of ``avoided`` is a beginning of ``wanted`` without the one holding the other."""
    return avoided not in wanted and any(wanted.startswith(avoided[cut:]) for cut in range(1, len(avoided)))
