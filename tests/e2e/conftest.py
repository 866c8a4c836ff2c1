"""Sittings in a terminal, with the small bank."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from .terminal import Terminal

SMALL_BANK = Path(__file__).resolve().parent.parent / "banks" / "small"


@pytest.fixture
def terminal(home: Path) -> Iterator[Callable[..., Terminal]]:
    """Start ``drillbank ARGS`` on the small bank in a terminal."""
    with ExitStack() as stack:

        def start(*args: str, columns: int = 80, rows: int = 24, **env: str) -> Terminal:
            words = ["--no-shipped-bank", "--bank", str(SMALL_BANK), *args]
            world = {**os.environ, "TERM": "xterm-256color", **env}
            return stack.enter_context(Terminal(words, world, columns=columns, rows=rows))

        yield start


@pytest.fixture
def reviews(home: Path) -> Callable[[], list[dict[str, Any]]]:
    """The log as it stands on the disk now."""

    def read() -> list[dict[str, Any]]:
        database = home / "data" / "drillbank.db"
        if not database.exists():
            return []
        with closing(sqlite3.connect(database)) as connection:
            connection.row_factory = sqlite3.Row
            rows = connection.execute("SELECT * FROM reviews ORDER BY seq").fetchall()
        return [{**dict(row), "marks": json.loads(row["marks"] or "null")} for row in rows]

    return read
