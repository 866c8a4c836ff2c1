"""A day is planned from a lazy catalogue exactly as from summaries in memory, and few of them are read for it."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest

from drillbank import bank as banking
from drillbank.bank import shelf
from drillbank.bank.catalogue import Held, Shelved
from drillbank.study import day as days
from drillbank.study import queue
from drillbank.study.plan.policy import Policy
from drillbank.study.settings import Settings
from drillbank.study.store import Store

from .makers import NOON, make_review

AREAS = ("maths", "physics", "letters")
THEORY = """\
title: {{en: Question {n}}}
topic: {area}/leaf
level: {level}
minutes: {minutes}
rev: {rev}
prompt: {{en: "What is {n}?"}}
answer: {{en: "It is {n}."}}
"""
CODE = 'requires: numpy\nsolution: |\n  x = 1\ntests:\n  - {name: t, code: "assert solution.x == 1"}\n'


@pytest.fixture(scope="module")
def bank_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root, chance = tmp_path_factory.mktemp("bank"), random.Random(3)
    for n in range(90):
        kind = "coding" if n % 6 == 0 else "theory"
        text = THEORY.format(
            n=n, area=AREAS[n % 3], level=chance.randint(1, 5), minutes=chance.choice((1, 2, 5)), rev=1 + (n % 11 == 0)
        )
        path = root / kind / AREAS[n % 3] / f"q-{n}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + (CODE if kind == "coding" else ""), encoding="utf-8")
    return root


@pytest.mark.parametrize("seed", range(6))
def test_the_plan_of_a_day_is_the_same_from_the_lazy_catalogue(
    bank_folder: Path, tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(shelf, "FOLDER_TIMES_ABOVE", 10)
    banking.load([("mine", bank_folder)], cache_dir=tmp_path)
    lazy = banking.load([("mine", bank_folder)], cache_dir=tmp_path).summaries
    assert isinstance(lazy, Shelved)
    chance = random.Random(seed)
    ids = [f"q-{n}" for n in range(90)]
    store.merge(
        [
            make_review(id, chance.randint(1, 4), NOON - timedelta(days=chance.randint(0, 60)), confidence=4)
            for id in chance.sample(ids, 10 * seed)
            for _ in range(2)
        ],
        [],
    )
    settings = Settings(
        minutes=chance.choice((5, 20, 400)),
        new_per_day=chance.choice((0, 3, 100)),
        weights=chance.choice(({}, {"maths": 2.0, "letters": 10.0})),
        interview=(NOON + timedelta(days=9)).date(),
        policy=chance.choice((None, Policy(0.9, 3, 5), Policy(0.8, 20, 5))),
        kept=frozenset(chance.sample(ids, 4)) | {"no such question"},
        dropped=frozenset(chance.sample(ids, 4)),
    )
    held = Held(dict(lazy))
    plan = queue.build(lazy, store, settings, NOON)
    assert plan == queue.build(held, store, settings, NOON)
    assert plan.items
    dawn = queue._Dawn(lazy, store, settings, NOON.date(), days.millis(NOON + timedelta(days=1)), queue.always)
    rated = store.memories()
    fresh = [s for s in held.values() if s.id not in rated and s.id not in settings.dropped]
    assert list(dawn.new(queue.always)) == sorted(fresh, key=lambda s: queue.order_of_new(s, settings))


def test_a_day_of_something_new_reads_few_of_many_questions(
    bank_folder: Path, tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "FOLDER_TIMES_ABOVE", 10)
    monkeypatch.setattr(shelf, "FIRST_PAGE", 4)
    banking.load([("mine", bank_folder)], cache_dir=tmp_path)
    bank = banking.load([("mine", bank_folder)], cache_dir=tmp_path)
    read: list[str] = []
    real = shelf.Shelf._current

    def spy(self: shelf.Shelf, entry: object) -> object:
        read.append(entry.name)  # type: ignore[attr-defined]
        return real(self, entry)  # type: ignore[arg-type]

    monkeypatch.setattr(shelf.Shelf, "_current", spy)
    monkeypatch.setattr(queue, "FIRST_NEW", 4)
    plan = queue.build(bank.summaries, store, Settings(minutes=10, new_per_day=2), NOON)
    assert sum(item.why == "new" for item in plan.items) == 2
    assert len(set(read)) < 60, "of 90"
