"""Whatever happens to the files, a lazy catalogue says what a fresh load of everything says."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drillbank import bank as banking
from drillbank.bank import Filters, layout, shelf
from drillbank.bank.catalogue import Held, Shelved, catalogue
from drillbank.bank.entry import shuffle
from drillbank.bank.stock import Stock, stock_of
from drillbank.model import KINDS, Summary

from . import banks

OLD = 1_700_000_000  # seconds; long settled
AREAS = ("maths", "other")
LEVELS = range(1, 6)
WORDS = ("显存", "梯度", "alpha", "beta")

OTHER = "- {id: other, title: {en: Other}, leaves: [{id: leaf, title: {en: Leaf}}]}\n"

questions = st.fixed_dictionaries(
    {
        "id": st.sampled_from([f"q{n}" for n in range(6)]),
        "folder": st.sampled_from(["theory", "theory/a", "theory/b", "coding", "coding/c", "business/d"]),
        "topic": st.sampled_from(["maths/stability", "maths/averages", "other/leaf"]),
        "level": st.integers(1, 3),
        "rev": st.integers(1, 2),
        "word": st.sampled_from(WORDS),
    }
)
steps = st.one_of(
    st.tuples(st.just("write"), questions),
    st.tuples(st.just("in place"), questions),
    st.tuples(st.just("delete"), questions),
    st.tuples(st.just("move"), questions),
)


def test_a_plain_mapping_becomes_a_catalogue_and_a_catalogue_stays_one(tmp_path: Path) -> None:
    bank = banking.load([("mine", banks.small(tmp_path))], cache_dir=None)
    held = catalogue(dict(bank.summaries))
    assert isinstance(held, Held)
    assert list(held) == ["double", "shift"]
    assert catalogue(bank.summaries) is bank.summaries


@pytest.mark.parametrize("limit", [0, 5_000], ids=["large", "small"])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(steps, min_size=1, max_size=4), min_size=1, max_size=3))
def test_after_any_edits_the_lazy_bank_is_the_fresh_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int, rounds: list[list[tuple[str, dict[str, object]]]]
) -> None:
    monkeypatch.setattr(shelf, "FOLDER_TIMES_ABOVE", limit)
    monkeypatch.setattr(banking.bank, "FOLDER_TIMES_ABOVE", limit)
    monkeypatch.setattr(banking.catalogue, "FOLDER_TIMES_ABOVE", limit)
    shutil.rmtree(tmp_path, ignore_errors=True)
    root, clock = banks.small(tmp_path / "bank"), iter(range(OLD, OLD + 10_000))
    monkeypatch.setattr(shelf, "FIRST_PAGE", 1)
    banks.write(root, topics=banks.TOPICS + OTHER, **{f"theory__a__q{n}": banks.THEORY for n in range(4)})
    settle(root, clock)
    for edits in rounds:
        before = banking.load([("mine", root)], cache_dir=tmp_path / "cache")
        for kind, question in edits:
            act(root, kind, question, clock)
        assert_equal(banking.load([("mine", root)], cache_dir=tmp_path / "cache"), root)
        for id in ids_now(root) & set(before.summaries):
            assert before.get(id) == banking.load([("mine", root)], cache_dir=None).get(id) or moved(before, id)


def assert_equal(lazy: banking.Bank, root: Path) -> None:
    fresh = banking.load([("mine", root)], cache_dir=None)
    opened = lazy._shelves[0]
    held = Held(dict(fresh.summaries))
    assert len(lazy) == len(fresh)
    assert {id: lazy.summaries[id] for id in lazy.summaries} == dict(held), "one by one, as the files stand now"
    assert {id: lazy.get(id) for id in lazy.summaries} == {id: fresh.get(id) for id in held}
    assert "nowhere" not in lazy.summaries
    assert lazy.select(Filters()) == list(held.values()), "a walk through all looks at every file"
    assert list(lazy.summaries.items()) == list(held.items())
    for word in WORDS:
        assert lazy.search(word) == fresh.search(word)
    assert counted(lazy.summaries.stock()) == counted(stock_of(held.values()))
    assert lazy.summaries.changed() == held.changed()
    for level in LEVELS:
        for areas in (AREAS, ("other",)):
            for kinds in (KINDS, ("coding",)):
                expected = list(held.shuffled(level, areas, kinds))
                assert list(lazy.summaries.shuffled(level, areas, kinds)) == expected
                assert expected == sorted(expected, key=lambda s: (shuffle(s.id), s.id))
    assert lazy.summaries.several(["nowhere", *held]) == dict(held)
    assert not opened._replaced, "right, but only because what contradicted itself was built anew"


def counted(stock: tuple[Stock, ...]) -> Counter[tuple[object, ...]]:
    return Counter({(s.topic, s.area, s.level, s.kind, s.language, s.roles): s.count for s in stock})


def ids_now(root: Path) -> set[str]:
    return {layout.id_of(name) for name in layout.scan(root).files}


def moved(bank: banking.Bank, id: str) -> bool:
    """A bank that was loaded before its file moved knows the old place only."""
    return not bank.path(id).exists()


def act(root: Path, kind: str, question: dict[str, object], clock: object) -> None:
    """One edit as people and their tools make it; an id never stands twice."""
    there = next(iter(root.rglob(f"{question['id']}.yaml")), None)
    if kind == "delete" and there is not None:
        there.unlink()
    elif kind == "move" and there is not None:
        target = root / there.relative_to(root).parts[0] / "elsewhere" / there.name
        target.parent.mkdir(parents=True, exist_ok=True)
        there.rename(target)
    elif kind == "in place" and there is not None:
        there.write_text(text_of(question, layout.kind_of(str(there.relative_to(root)))), encoding="utf-8")
        stamp = next(clock)  # type: ignore[call-overload]
        os.utime(there, (stamp, stamp))
        return  # the folder's time says nothing
    elif kind == "write":
        if there is not None:
            there.unlink()
        path = root / str(question["folder"]) / f"{question['id']}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text_of(question, layout.kind_of(f"{question['folder']}/x")), encoding="utf-8")
        stamp = next(clock)  # type: ignore[call-overload]
        os.utime(path, (stamp, stamp))
    settle(root, clock)


def settle(root: Path, clock: object) -> None:
    """Give folders, and files just made, a time of their own that is long over."""
    for path in sorted(root.rglob("*"), reverse=True):
        if path.stat().st_mtime > OLD + 20_000:
            stamp = next(clock)  # type: ignore[call-overload]
            os.utime(path, (stamp, stamp))


def text_of(question: dict[str, object], kind: str) -> str:
    text = banks.CODING if kind == "coding" else banks.THEORY
    lines = [line for line in text.splitlines() if not line.startswith(("topic:", "level:", "rev:", "answer:"))]
    for key in ("topic", "level", "rev"):
        lines.insert(0, f"{key}: {question[key]}")
    lines.insert(0, f"answer: {{en: 'about {question['word']} 的问题'}}")
    return "\n".join(lines) + "\n"


def test_a_walk_through_a_large_bank_keeps_nothing_and_one_lookup_reads_one_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = banks.small(tmp_path / "bank")
    for path in sorted(root.rglob("*"), reverse=True):
        os.utime(path, (OLD, OLD))
    monkeypatch.setattr(shelf, "FOLDER_TIMES_ABOVE", 1)
    monkeypatch.setattr(banking.catalogue, "FOLDER_TIMES_ABOVE", 1)
    banking.load([("mine", root)], cache_dir=tmp_path / "cache")
    asked: list[list[str]] = []
    real = shelf.Shelf.find

    def spy(self: shelf.Shelf, ids: list[str], **how: bool) -> object:
        asked.append(list(ids))
        return real(self, ids, **how)

    monkeypatch.setattr(shelf.Shelf, "find", spy)
    summaries = banking.load([("mine", root)], cache_dir=tmp_path / "cache").summaries
    assert asked == [], "a start finds no question"
    assert summaries["shift"].id == "shift"
    assert asked == [["shift"]]
    assert isinstance(summaries, Shelved)
    assert [s.id for s in summaries.values()] == ["double", "shift"]
    assert asked[1:] == [["double"]]
    assert [s.id for s in summaries.values()] == ["double", "shift"]
    assert asked[2:] == [["double"]]


def test_several_banks_are_one_order(tmp_path: Path) -> None:
    first = banks.write(tmp_path / "a", **{f"theory__a{n}": banks.THEORY for n in range(9)})
    second = banks.write(tmp_path / "b", **{f"theory__b{n}": banks.THEORY for n in range(9)})
    bank = banking.load([("a", first), ("b", second)], cache_dir=tmp_path / "cache")
    assert list(bank.summaries) == sorted(bank.summaries)
    assert len(bank.summaries) == 18
    level = bank.summaries["a1"].level
    found: list[Summary] = list(bank.summaries.shuffled(level, ["maths"], KINDS))
    assert [s.id for s in found] == sorted(bank.summaries, key=lambda id: (shuffle(id), id))
    assert {s.bank for s in found} == {"a", "b"}
