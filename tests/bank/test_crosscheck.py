"""What no single file shows; each part speaks for itself, because `bank check` asks them one by one."""

from __future__ import annotations

from pathlib import Path

from drillbank.bank import crosscheck
from drillbank.bank.shelf import Shelf

from . import banks


def shelves(*folders: Path) -> list[Shelf]:
    return [Shelf(str(folder), folder, None) for folder in folders]


def test_a_sound_bank_has_no_problem_in_any_part(tmp_path: Path) -> None:
    sound = shelves(banks.small(tmp_path))
    assert [list(part(sound)) for part in crosscheck.PARTS] == [[], [], [], []]


def test_each_part_finds_its_own_fault_only(tmp_path: Path) -> None:
    folder = banks.small(tmp_path / "a")
    banks.write(folder, theory__double=banks.THEORY, theory__q=banks.THEORY.replace("stability", "nowhere"))
    (folder / "retired.txt").write_text("shift\n", encoding="utf-8")
    banks.write(folder, tracks="- {id: a}\n")
    found = {part.__name__: [problem.path for problem in part(shelves(folder))] for part in crosscheck.PARTS}
    assert found == {
        "companions_sound": [str(folder / "tracks.yaml")],
        "ids_unique": [str(folder / "theory/double.yaml")],
        "ids_permanent": [str(folder / "theory/maths/shift.yaml")],
        "topics_exist": [str(folder / "theory/q.yaml")],
    }


def test_a_broken_taxonomy_does_not_put_every_question_at_fault(tmp_path: Path) -> None:
    folder = banks.write(banks.small(tmp_path), topics="- [\n")
    assert list(crosscheck.topics_exist(shelves(folder))) == []
    assert len(crosscheck.problems(shelves(folder))) == 1
