"""The judge against code of authors who saw a question's prompt, or a mistake's description, and nothing else.

``golden/from_prompt`` holds two answers to each of 16 questions, written from prompt, starter and examples alone.
``golden/rewrites`` holds programs written from the description of a named mistake alone; a file bears its id.
``shares-clipped`` came of a description that fitted two programs; the question tells them apart since.
All of it takes some 20 s of CPU, most of it for answers that train, and is spread over both jobs of one judge.
"""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path

import pytest

from drillbank import bank as banks
from drillbank.bank import Bank
from drillbank.grading.judge import Judge
from drillbank.model import Coding, Outcome, Verdict

REPOSITORY = Path(__file__).resolve().parent.parent.parent
GOLDEN = REPOSITORY / "tests" / "golden"
SEED = 5
NAMED_SHARE = 0.9
UNNAMED = {  # counted as misses all the same
    "laplace-mechanism/outliers-dropped": "its noise is that of the records it kept, which the description leaves open",
}


@pytest.fixture(scope="module")
def shipped() -> Bank:
    return banks.load([("shipped", REPOSITORY / "questions")], cache_dir=None)


def _judged(folder: str, bank: Bank, judge: Judge, pool: Executor) -> dict[str, Verdict]:
    """The verdict of each program, "question/program"; neighbours share their runtime, so that it is started once."""

    def needs(path: Path) -> tuple[tuple[str, ...], str]:
        return _question(bank, path).requires, str(path)

    paths = sorted((GOLDEN / folder).glob("*/*.py"), key=needs)
    verdicts = pool.map(
        lambda path: judge.grade(_question(bank, path), path.read_text(encoding="utf-8"), seed=SEED), paths
    )
    return {f"{path.parent.name}/{path.stem}": verdict for path, verdict in zip(paths, verdicts, strict=True)}


def _question(bank: Bank, path: Path) -> Coding:
    question = bank.get(path.parent.name)
    assert isinstance(question, Coding)
    return question


def test_answers_written_from_the_prompt_alone_are_accepted(shipped: Bank, judge: Judge, pool: Executor) -> None:
    verdicts = _judged("from_prompt", shipped, judge, pool)
    assert len(verdicts) == 32
    assert len({name.split("/")[0] for name in verdicts}) == 16
    refused = {
        name: [(test.name, test.message) for test in verdict.tests if test.verdict is not Outcome.ACCEPTED]
        for name, verdict in verdicts.items()
        if verdict.outcome is not Outcome.ACCEPTED
    }
    assert not refused


def test_mistakes_written_from_their_description_alone_are_rejected_by_name(
    shipped: Bank, judge: Judge, pool: Executor
) -> None:
    verdicts = _judged("rewrites", shipped, judge, pool)
    assert len(verdicts) == 74
    assert len({name.split("/")[0] for name in verdicts}) == 16
    for path in (GOLDEN / "rewrites").glob("*/*.py"):
        assert path.stem in {wrong.id for wrong in _question(shipped, path).wrong}, f"{path} bears the id of no mistake"
    rejected = {name: str(verdict.outcome) for name, verdict in verdicts.items()}
    assert rejected == dict.fromkeys(verdicts, str(Outcome.WRONG_ANSWER))
    unnamed = {
        name: [found.wrong for found in verdict.diagnosis]
        for name, verdict in verdicts.items()
        if name.split("/")[1] not in [found.wrong for found in verdict.diagnosis]
    }
    assert unnamed.keys() == UNNAMED.keys(), unnamed
    assert 1 - len(unnamed) / len(verdicts) >= NAMED_SHARE
