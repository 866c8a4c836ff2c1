from __future__ import annotations

from pathlib import Path

import pytest

from drillbank import bank as banks
from drillbank.audit import record
from drillbank.audit.coverage import Coverage, coverage
from drillbank.audit.proof import Proof
from drillbank.audit.totals import PAGE, page
from drillbank.bank import Bank

from .proving import PROVED, loaded

REPOSITORY = Path(__file__).resolve().parent.parent.parent
REMEDY = "run: drillbank bank prove --record && drillbank bank coverage --markdown >docs/bank.md"


@pytest.fixture(scope="module")
def shipped() -> tuple[Bank, Coverage]:
    bank = banks.load([("shipped", REPOSITORY / "questions")], cache_dir=None)
    return bank, coverage(bank)


def test_the_page_of_the_documentation_is_what_the_bank_holds_now(shipped: tuple[Bank, Coverage]) -> None:
    assert (REPOSITORY / PAGE).read_text(encoding="utf-8") == page(*shipped), REMEDY


def test_every_shipped_coding_question_is_proved_as_it_stands(shipped: tuple[Bank, Coverage]) -> None:
    bank, found = shipped
    here = [id for id in found.unproved if bank.summaries[id].language == "python"]
    assert here == [], REMEDY


def test_every_proof_on_record_is_of_a_question_that_exists(shipped: tuple[Bank, Coverage]) -> None:
    bank, _ = shipped
    assert sorted(set(record.read(REPOSITORY / "questions")) - set(bank.summaries)) == [], REMEDY


def test_the_page_counts_questions_and_proofs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bank = loaded()
    proof = Proof(
        question="running-mean", kind="coding", tests=4, wrong=5, alternatives=1, mutants=33, mutants_killed=31
    )
    entry = record.Entry.of(proof, PROVED / "coding/maths/running-mean.yaml")
    monkeypatch.setattr(record, "read", lambda base: {"running-mean": entry})
    text = page(bank, coverage(bank))
    assert "3 questions: 1 theory, 1 business and system design, 1 coding." in text
    assert "4 tests, 5 named mistakes and 1 alternative solutions; 31 of 33 mutants (93.9 %) are killed." in text
    assert "| Maths | 数学 | 1 | 0 | 1 | 2 of 2 |" in text
    assert "| `running-mean` Running mean | 4 | 5 | 1 | 31 of 33 |" in text
    assert "Not proved" not in text


def test_the_page_names_what_is_not_proved() -> None:
    bank = loaded()
    assert "Not proved as they stand: running-mean." in page(bank, coverage(bank))
