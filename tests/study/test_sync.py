from __future__ import annotations

import itertools
import json
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drillbank.errors import StoreError, StoreTooNew
from drillbank.model import Review
from drillbank.study import day as days
from drillbank.study import store as stores
from drillbank.study import sync, uuid7
from drillbank.study.rows import Event
from drillbank.study.store import Store

from .makers import NOON, make_review, schedule_bytes


@st.composite
def logs(draw: st.DrawFn) -> list[Review]:
    """Reviews of a few questions on a few devices, some of which take back others."""
    answers = [
        make_review(
            draw(st.sampled_from("ab")),
            draw(st.sampled_from([None, 1, 2, 3, 4])),
            NOON + timedelta(hours=draw(st.integers(0, 200))),
            device=draw(st.sampled_from(["x", "y"])),
            entropy=number + 1,
        )
        for number in range(draw(st.integers(0, 8)))
    ]
    voids = [
        make_review(
            taken.question, None, NOON + timedelta(days=20), entropy=100 + n, voids=taken.id, answer="", source="undo"
        )
        for n, taken in enumerate(draw(st.lists(st.sampled_from(answers), max_size=3, unique=True)) if answers else [])
    ]
    return [*answers, *voids]


def state(store: Store) -> tuple[bytes, list[tuple[object, ...]]]:
    return schedule_bytes(store), store.query("SELECT id, question, voids FROM reviews ORDER BY id")


@settings(max_examples=40)
@given(logs(), st.data())
def test_merging_is_associative_commutative_and_idempotent(log: list[Review], data: st.DataObject) -> None:
    parts = [data.draw(st.lists(st.sampled_from(log), unique=True)) if log else [] for _ in range(3)]
    parts[0] = [review for review in log if not any(review in part for part in parts[1:])] + parts[0]
    results = set()
    with tempfile.TemporaryDirectory() as folder:
        for number, order in enumerate([*itertools.permutations(parts), (parts[0] + parts[1] + parts[2],), parts * 2]):
            with stores.open(Path(folder) / f"{number}.db", "z") as store:
                for part in order:
                    store.merge(part, [])
                before = schedule_bytes(store)
                store.rebuild()
                assert schedule_bytes(store) == before
                results.add(repr(state(store)))
    assert len(results) == 1


@settings(max_examples=40)
@given(logs())
def test_a_review_survives_its_line(log: list[Review]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.jsonl"
        path.write_text("".join(map(sync.line_of, log)), encoding="utf-8")
        assert list(sync.read(path)) == log


def test_two_machines_agree_after_each_has_synced_twice(another: Callable[[str], Store], tmp_path: Path) -> None:
    laptop, desk = another("laptop"), another("desk")
    laptop.append(make_review("a", 3, NOON, device="laptop"))
    laptop.append_event("suspend", "b", {}, NOON)
    desk.append(make_review("a", 1, NOON + timedelta(days=1), device="desk"))
    desk.append(make_review("c", 2, NOON, device="desk"))
    desk.undo_last(days.millis(NOON), 480)
    shared = tmp_path / "shared"
    assert sync.sync(laptop, shared) == sync.Synced(written=2, reviews=0, events=0, devices=1, unreadable=0)
    assert sync.sync(desk, shared) == sync.Synced(written=3, reviews=1, events=1, devices=2, unreadable=0)
    assert sync.sync(laptop, shared).reviews == 3
    assert sync.sync(laptop, shared) == sync.Synced(written=0, reviews=0, events=0, devices=2, unreadable=0)
    assert state(laptop) == state(desk)
    assert set(laptop.memories()) == {"a"}
    assert laptop.suspended_before(None) == desk.suspended_before(None) == {"b"}
    assert sorted(path.name for path in shared.iterdir()) == ["desk.jsonl", "laptop.jsonl"]


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_torn_last_line_is_tolerated_and_written_again(
    another: Callable[[str], Store], tmp_path: Path, cut: int
) -> None:
    laptop, desk = another("laptop"), another("desk")
    for number in range(3):
        laptop.append(make_review("a", 3, NOON + timedelta(days=number), device="laptop"))
    sync.sync(laptop, tmp_path)
    file = tmp_path / "laptop.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole[:-cut] if cut > 1 else whole[:-2])
    assert sync.sync(desk, tmp_path) == sync.Synced(0, 2, 0, 2, 1)
    assert sync.sync(laptop, tmp_path).written == 1
    assert sync.sync(desk, tmp_path).reviews == 1
    assert state(laptop) == state(desk)


def test_a_file_only_ever_grows(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "here.jsonl"
    before = b""
    for number in range(4):
        store.append(make_review("a", 3, NOON + timedelta(days=number)))
        sync.sync(store, tmp_path)
        after = file.read_bytes()
        assert after.startswith(before)
        assert len(after) > len(before)
        before = after


def test_a_lost_database_comes_back_from_its_own_file(another: Callable[[str], Store], tmp_path: Path) -> None:
    old, fresh = another("laptop"), another("laptop")
    old.append(make_review("a", 3, NOON, device="laptop"))
    sync.sync(old, tmp_path)
    assert sync.sync(fresh, tmp_path).reviews == 1
    assert state(old) == state(fresh)


GOOD = json.loads(sync.line_of(make_review("q", 3, NOON, device="x")))


@pytest.mark.parametrize(
    "line",
    [
        b"\xff\xfe",
        b"[]",
        b"{}",
        json.dumps({**GOOD, "rating": 5}).encode(),
        json.dumps({**GOOD, "confidence": 0}).encode(),
        json.dumps({**GOOD, "seconds": -1}).encode(),
        json.dumps({**GOOD, "hints": True}).encode(),
        json.dumps({**GOOD, "answered_at": 2**70}).encode(),
        json.dumps({**GOOD, "kind": "poem"}).encode(),
        json.dumps({**GOOD, "marks": "p1"}).encode(),
        json.dumps({**GOOD, "table": "schedule"}).encode(),
        json.dumps({name: value for name, value in GOOD.items() if name != "rev"}).encode(),
    ],
)
def test_a_line_that_is_no_row_is_counted_and_harms_nothing(store: Store, tmp_path: Path, line: bytes) -> None:
    good = sync.line_of(make_review("q", 3, NOON, device="x")).encode()
    (tmp_path / "x.jsonl").write_bytes(line + b"\n" + good)
    assert sync.sync(store, tmp_path) == sync.Synced(0, 1, 0, 2, 1)


def test_a_line_of_a_newer_version_stops_before_anything_is_merged(store: Store, tmp_path: Path) -> None:
    good = sync.line_of(make_review("q", 3, NOON, device="x"))
    (tmp_path / "x.jsonl").write_text(good + json.dumps({**GOOD, "v": 2}) + "\n", encoding="utf-8")
    with pytest.raises(StoreTooNew, match=r"x\.jsonl:2 .*newer"):
        sync.sync(store, tmp_path)
    assert list(store.reviews()) == []


def test_a_folder_that_is_a_file_is_one_sentence(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"cannot be synced: .*\.$"):
        sync.sync(store, tmp_path / "file")


def test_an_event_survives_its_line(tmp_path: Path) -> None:
    event = Event(uuid7.make(5, 1), "wording", "q", {"point": "p1", "text": "中文"}, 5, 480, "x")
    (tmp_path / "x.jsonl").write_text(sync.line_of(event), encoding="utf-8")
    assert list(sync.read(tmp_path / "x.jsonl")) == [event]
