"""One pair of benches for the whole suite."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

import client


@pytest.fixture(scope="session")
def benches() -> Iterator[client.Benches]:
    started = client.Benches()
    yield started
    started.close()


@pytest.fixture(params=["self", "user"])
def identity(request: pytest.FixtureRequest, benches: client.Benches) -> str:
    """Who runs the judge: whoever runs the tests, and where that is root, an ordinary user too."""
    if request.param not in benches.clients:
        pytest.skip(benches.why_not)
    return str(request.param)
