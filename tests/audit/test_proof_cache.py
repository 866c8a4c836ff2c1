from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from drillbank.audit import proof_cache
from drillbank.audit.proof import Fault, Proof
from drillbank.audit.proof_cache import KEPT_PER_QUESTION, ProofCache

PROOF = Proof(question="softmax", kind="coding", tests=3, faults=(Fault("wrong", "accepted"),))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "softmax.yaml"
    path.write_text("title: softmax\n")
    return path


@pytest.fixture
def cache(tmp_path: Path) -> ProofCache:
    return ProofCache(tmp_path / "cache")


def test_an_unchanged_question_is_remembered_with_its_faults(cache: ProofCache, file: Path, tmp_path: Path) -> None:
    assert cache.get("softmax", file, ["numpy"]) is None
    cache.put(PROOF, file, ["numpy"])
    assert ProofCache(tmp_path / "cache").get("softmax", file, ["numpy"]) == PROOF


def test_another_text_another_runtime_and_other_code_are_proved_again(
    cache: ProofCache, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.put(PROOF, file, ["numpy"])
    assert cache.get("softmax", file, ["numpy", "scikit-learn"]) is None
    monkeypatch.setattr(proof_cache, "_version", lambda name: "99")
    assert cache.get("softmax", file, ["numpy"]) is None
    monkeypatch.undo()
    monkeypatch.setattr(proof_cache, "_CODE", (*proof_cache._CODE, "errors.py"))
    assert ProofCache(tmp_path / "cache").get("softmax", file, ["numpy"]) is None
    monkeypatch.undo()
    assert cache.get("softmax", file, ["numpy"]) == PROOF
    file.write_text("title: softmax \n")
    assert cache.get("softmax", file, ["numpy"]) is None


@pytest.mark.parametrize("proof", [replace(PROOF, busy=True), replace(PROOF, skipped="no torch")])
def test_what_may_be_the_machines_fault_is_not_remembered(cache: ProofCache, file: Path, proof: Proof) -> None:
    cache.put(proof, file, [])
    assert cache.get("softmax", file, []) is None


@pytest.mark.parametrize("torn", ["", "{", "[]", '{"question": "softmax"}'])
def test_a_torn_file_is_proved_again(cache: ProofCache, file: Path, torn: str) -> None:
    cache.put(PROOF, file, [])
    (path,) = cache.folder.iterdir()
    path.write_text(torn)
    assert cache.get("softmax", file, []) is None
    cache.put(PROOF, file, [])
    assert cache.get("softmax", file, []) == PROOF


def test_only_the_newest_texts_of_a_question_are_kept(cache: ProofCache, file: Path) -> None:
    cache.put(replace(PROOF, question="soft"), file, [])  # its name begins alike
    for number in range(KEPT_PER_QUESTION + 2):
        file.write_text(f"title: {number}\n")
        cache.put(PROOF, file, [])
        for path in cache.folder.glob("softmax.*"):
            status = path.stat()
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns - 1_000_000_000))
    assert len(list(cache.folder.glob("softmax.*"))) == KEPT_PER_QUESTION
    assert len(list(cache.folder.glob("soft.*"))) == 1
    assert cache.get("softmax", file, []) == PROOF


def test_all_code_that_can_change_a_verdict_is_part_of_the_key() -> None:
    package = Path(proof_cache.__file__).parent.parent
    assert [name for name in proof_cache._CODE if not (package / name).exists()] == []
    imported = {path.name for path in (package / "audit").glob("*.py")} - {"__init__.py"}
    outside = {
        "arithmetic.py", "check.py", "content.py", "coverage.py", "proof_cache.py", "record.py", "seed.py",
        "texts.py", "totals.py",
    }  # fmt: skip
    named = {name.partition("/")[2] for name in proof_cache._CODE if name.startswith("audit/")}
    assert imported - outside == named
