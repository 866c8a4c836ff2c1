"""Questions as rows: CSV for spreadsheets, TSV for Quizlet."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import TextIO

from drillbank.exchange.document import question_document
from drillbank.exchange.languages import Langs, shown, words
from drillbank.exchange.sources import Citation, cited_plain
from drillbank.model import LANGS, Business, Coding, KeyPoint, Question, Text, Theory

# A spreadsheet runs a cell that starts with one of these as a formula.
DANGEROUS = ("=", "+", "-", "@", "'", "\t", "\r")

PAIRED = ("title", "prompt", "answer", "points")
COLUMNS_BEFORE = ("kind", "id", "topic", "level", "minutes", "roles")
COLUMNS_AFTER = ("sources", "language", "requires", "given", "starter", "solution", "oracle", "tests")


def guarded(cell: str) -> str:
    """The cell made harmless: one ``'`` in front where a spreadsheet might run it."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before ``guarded``."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(DANGEROUS) else cell


def columns(langs: Langs) -> list[str]:
    """The header: fixed names, texts once per language shown."""
    return [*COLUMNS_BEFORE, *(f"{name}_{lang}" for name in PAIRED for lang in langs), *COLUMNS_AFTER]


def write_csv(questions: Iterable[Question], stream: TextIO, langs: Langs) -> None:
    """Write RFC 4180 CSV with a header; ``stream`` is opened with ``newline=""``."""
    writer = csv.writer(stream)
    writer.writerow(columns(langs))
    for question in questions:
        row = _row(question)
        writer.writerow([guarded(row.get(name, "")) for name in columns(langs)])


def _row(question: Question) -> dict[str, str]:
    row = {
        "kind": question.kind,
        "id": question.id,
        "topic": question.topic,
        "level": str(question.level),
        "minutes": f"{question.minutes:g}",
        "roles": " ".join(question.roles),
        "sources": "\n".join(f"{ref.id} {ref.where}".strip() for ref in question.sources),
    }
    for lang in LANGS:
        row[f"title_{lang}"] = getattr(question.title, lang) or ""
        row[f"prompt_{lang}"] = getattr(question.prompt, lang) or ""
        row[f"answer_{lang}"] = getattr(question.answer, lang) or ""
    match question:
        case Theory() | Business():
            for lang in LANGS:
                claims = [getattr(point.claim, lang) or "" for point in question.points]
                if any(claims):  # then every point has its line, also one without a claim in this language
                    lines = [point_line(point, claim) for point, claim in zip(question.points, claims, strict=True)]
                    row[f"points_{lang}"] = "\n".join(lines)
        case Coding():
            row |= {"language": question.language, "requires": " ".join(question.requires), "given": question.given}
            row |= {"starter": question.starter, "solution": question.solution, "oracle": question.oracle}
            row["tests"] = json.dumps(question_document(question)["tests"], ensure_ascii=False)
    return row


def point_line(point: KeyPoint, claim: str) -> str:
    """A key point in a cell: ``[id!] claim`` for a core point, ``[id] claim`` for another."""
    return f"[{point.id}{'!' if point.core else ''}] {' '.join(claim.split())}".rstrip()


def write_tsv(questions: Iterable[Question], stream: TextIO, langs: Langs, citations: Mapping[str, Citation]) -> None:
    """Write one ``front<TAB>back`` line per question, without a header: what Quizlet's import box takes.

    A card is plain text on one line there, so line ends become blanks and Markdown's marks go.
    """
    for question in questions:
        front = _joined(question.prompt, langs)
        back = [_joined(question.answer, langs)]
        if isinstance(question, Coding):
            back.insert(0, plain(question.solution.replace("`", "")))
        else:
            claims = [_joined(point.claim, langs) for point in question.points]
            if claims:
                label = words(langs, "要点", "Key points")
                back.append(f"{label}: {' '.join(f'({number}) {claim}' for number, claim in enumerate(claims, 1))}")
        cites = cited_plain([ref.id for ref in question.sources], citations, [ref.where for ref in question.sources])
        if cites:
            back.append(f"[{'; '.join(cites)}]")
        stream.write(f"{guarded(front)}\t{guarded(' '.join(back))}\n")


def _joined(text: Text, langs: Langs) -> str:
    return " / ".join(plain(value) for _, value in shown(text, langs))


_MARKS = re.compile(r"```[\w+-]*\n|```|(?<!\\)\*\*|(?<!\\)`|^#{1,6} |^[-*] ", re.MULTILINE)


def plain(markdown: str) -> str:
    """Markdown as one line of plain text."""
    return " ".join(_MARKS.sub("", markdown).split())


def csv_text(questions: Iterable[Question], langs: Langs) -> str:
    """``write_csv`` into a string."""
    stream = io.StringIO(newline="")
    write_csv(questions, stream, langs)
    return stream.getvalue()


def tsv_text(questions: Iterable[Question], langs: Langs, citations: Mapping[str, Citation]) -> str:
    """``write_tsv`` into a string."""
    stream = io.StringIO()
    write_tsv(questions, stream, langs, citations)
    return stream.getvalue()
