from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from drillbank.audit import record
from drillbank.audit.coverage import coverage, document
from drillbank.audit.proof import Proof
from drillbank.bank import Bank

from .proving import PROVED, loaded

FILE = "coding/maths/running-mean.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(PROVED, tmp_path / "bank")
    return tmp_path / "bank"


def test_questions_are_counted_by_area_kind_and_language(root: Path) -> None:
    found = coverage(loaded(root))
    assert [row.area for row in found.rows] == ["maths", "design"]
    maths, design = found.rows
    assert (maths.theory, maths.business, maths.code, maths.coding, maths.questions) == (1, 0, {"python": 1}, 1, 2)
    assert (design.theory, design.business, design.code, design.questions) == (0, 1, {}, 1)
    assert maths.texts == {"zh": 2, "en": 2}
    assert (found.total("questions"), found.total("coding"), found.languages) == (3, 1, ("python",))


def test_gaps_are_kinds_an_area_lacks_and_topics_without_a_question(root: Path) -> None:
    topics = root / "topics.yaml"
    text = topics.read_text("utf-8")
    topics.write_text(
        text + "- {id: empty, title: {zh: 空, en: Empty}, leaves: [{id: leaf, title: {zh: 叶, en: Leaf}}]}\n"
    )
    found = coverage(loaded(root))
    assert [(row.area, row.gaps) for row in found.rows] == [
        ("maths", ()),
        ("design", ("theory", "coding")),
        ("empty", ("theory", "coding")),
    ]
    assert [row.empty_leaves for row in found.rows] == [(), (), ("empty/leaf",)]
    assert document(found)["gaps"][0] == {"area": "design", "kind": "theory"}


def test_a_text_without_chinese_is_not_counted_as_chinese(root: Path) -> None:
    path = root / FILE
    path.write_text(path.read_text("utf-8").replace("title:\n  zh: 滑动平均\n", "title:\n"), "utf-8")
    assert coverage(loaded(root)).rows[0].texts == {"zh": 1, "en": 2}


def test_a_topic_without_an_area_in_the_taxonomy_is_counted_too(root: Path) -> None:
    (root / "topics.yaml").unlink()
    found = coverage(loaded(root))
    assert {row.area: row.questions for row in found.rows} == {"design": 1, "maths": 2}


def test_only_proofs_of_the_present_text_count(root: Path) -> None:
    def counted(bank: Bank) -> tuple[int, int, tuple[str, ...]]:
        found = coverage(bank)
        return found.proofs("mutants"), found.proofs("killed"), found.unproved

    assert counted(loaded(root)) == (0, 0, ("running-mean",))
    proof = Proof(question="running-mean", kind="coding", mutants=33, mutants_killed=31)
    record.write(root, {"running-mean": record.Entry.of(proof, root / FILE)})
    assert counted(loaded(root)) == (33, 31, ())
    (root / FILE).write_text((root / FILE).read_text("utf-8") + "\n", "utf-8")
    assert counted(loaded(root)) == (0, 0, ("running-mean",))
