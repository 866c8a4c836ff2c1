"""``bank check``: load, rules, findings.  What a good question is stands in the rules, one small function each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from drillbank.audit.content import Content, Finding, Rule, each_question
from drillbank.audit.rules import agreement, business, coding, ids, languages, sources, spoken, wording
from drillbank.bank import Bank, layout
from drillbank.bank.bank import open_shelves
from drillbank.bank.shelf import Shelf
from drillbank.errors import BankError, Problem
from drillbank.model import Question

RULES: tuple[Rule, ...] = (
    ids.companions_sound,
    ids.ids_unique,
    ids.ids_permanent,
    each_question(ids.ids_spelled),
    each_question(ids.topics_exist),
    each_question(ids.roles_exist),
    each_question(ids.folder_is_area),
    each_question(ids.references_exist),
    each_question(languages.both_languages),
    each_question(languages.chinese_is_chinese),
    each_question(languages.english_is_english),
    each_question(languages.chinese_punctuation),
    each_question(languages.chinese_spacing),
    each_question(languages.characters_visible),
    each_question(languages.says_there),
    each_question(agreement.numbers_agree),
    each_question(agreement.formulae_agree),
    each_question(agreement.code_agrees),
    each_question(sources.sources_exist),
    each_question(sources.sources_given),
    sources.sources_used,
    sources.sources_checked,
    each_question(sources.review_dates),
    each_question(sources.demonstrations_compared),
    each_question(spoken.points_count),
    each_question(spoken.points_explained),
    each_question(spoken.wordings_enough),
    each_question(spoken.must_admits_accept),
    each_question(spoken.samples_labelled),
    each_question(spoken.samples_independent),
    each_question(business.dimensions_anchored),
    each_question(business.flags_there),
    each_question(business.estimate_evaluates),
    each_question(coding.mistakes_named),
    each_question(coding.hints_ladder),
    each_question(coding.oracle_independent),
    each_question(coding.starter_there),
    each_question(coding.language_offers),
    each_question(coding.code_parses),
    wording.near_duplicates,
    each_question(wording.glossary_spelling),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at and what was found, by file and line."""

    questions: int
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> int:
        return sum(finding.severity == "error" for finding in self.findings)

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors


def check(
    roots: Sequence[tuple[str, Path]],
    *,
    only: Path | None = None,
    today: date,
    release: bool = False,
    cache_dir: Path | None = None,
) -> Checked:
    """Check the banks of ``roots``; with ``only``, report what stands in that file or below that folder.

    Faults of the schema are findings too, of the rule "schema".  Raises BankError where a folder holds no bank.
    """
    for _, folder in roots:
        layout.locate(folder)
    shelves, problems = open_shelves(roots, cache_dir=cache_dir)
    bank = Bank(shelves)
    questions = [question for question in _sound(bank, problems) if _inside(question.path, only)]
    broken = {problem.path for problem in problems}
    ids_there = frozenset({*bank.summaries, *(Path(path).stem for path in broken)})
    content = Content(bank, shelves, questions, ids_there, today, release)
    findings = [Finding(*problem[:4], "schema", "error", _id_of(problem)) for problem in problems]
    # Against a taxonomy or bibliography that cannot be read every question would be at fault.
    for rule in RULES if _companions_readable(shelves) else (ids.companions_sound,):
        findings.extend(finding for finding in rule(content) if finding.path not in broken)
    wanted = [finding for finding in findings if _inside(finding.path, only)]
    wanted.sort(key=lambda finding: (finding.path, finding.line or 0, finding.field))
    files = {problem.path for problem in problems if problem.path.endswith(".yaml") and _inside(problem.path, only)}
    return Checked(len(questions) + len(files), tuple(wanted))


def _sound(bank: Bank, problems: list[Problem]) -> list[Question]:
    """The questions that can be read now."""
    found = []
    for id in bank.summaries:
        try:
            found.append(bank.get(id))
        except BankError as error:  # edited since it was listed
            problems.extend(error.problems)
    return found


def _companions_readable(shelves: Sequence[Shelf]) -> bool:
    try:
        for shelf in shelves:
            for name in layout.COMPANION_FILES:
                shelf.companion(name)
    except BankError:
        return False
    return True


def _inside(path: str, only: Path | None) -> bool:
    return only is None or Path(path).resolve().is_relative_to(only.resolve())


def _id_of(problem: Problem) -> str:
    return Path(problem.path).stem if problem.path.endswith(".yaml") else ""
