from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from drillbank.audit import record
from drillbank.audit.proof import Fault, Proof
from drillbank.audit.proof_cache import ProofCache
from drillbank.cli import proof_line
from drillbank.cli.context import Context
from drillbank.cli.globals import GlobalOptions
from drillbank.model import Coding
from tests.audit.proving import PROVED

PROOF = Proof(question="running-mean", kind="coding", mutants=33, mutants_killed=31)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(PROVED, tmp_path / "bank")
    return tmp_path / "bank"


def line(root: Path, lang: str = "en") -> str:
    context = Context(GlobalOptions(banks=(str(root),), no_shipped_bank=True, lang=lang))
    question = context.bank.get("running-mean")
    assert isinstance(question, Coding)
    return proof_line.of(context, question)


def test_the_record_of_the_bank_speaks_only_for_its_own_text(root: Path) -> None:
    file = root / "coding/maths/running-mean.yaml"
    assert line(root) == "4 tests · 5 named mistakes"
    record.write(root, {"running-mean": record.Entry.of(PROOF, file)})
    assert line(root) == "4 tests · 5 named mistakes · 31/33 mutants killed"
    assert line(root, "zh") == "4 个测试 · 5 个具名错误 · 变异体消灭 31/33"
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    assert line(root) == "4 tests · 5 named mistakes"


@pytest.mark.parametrize(("faults", "shown"), [((), True), ((Fault("wrong", "accepted"),), False)])
def test_a_proof_made_here_speaks_where_it_holds(
    root: Path, home: Path, faults: tuple[Fault, ...], shown: bool
) -> None:
    proof = Proof(question="running-mean", kind="coding", mutants=33, mutants_killed=31, faults=faults)
    ProofCache(home / "cache").put(proof, root / "coding/maths/running-mean.yaml", [])
    assert line(root).endswith("31/33 mutants killed") is shown
