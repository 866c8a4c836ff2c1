"""Stores in temporary folders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drillbank.study import store as stores
from drillbank.study.store import Store


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "drillbank.db"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with stores.open(database, "here") as opened:
        yield opened


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Further stores, each in a folder of its own, named by device."""
    made: list[Store] = []

    def make(device: str) -> Store:
        made.append(stores.open(tmp_path / f"{device}-{len(made)}" / "drillbank.db", device))
        return made[-1]

    yield make
    for opened in made:
        opened.close()
