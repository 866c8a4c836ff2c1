"""Markers of the tests that need more than the program itself."""

from __future__ import annotations

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "anki: needs the official anki package (a development oracle, AGPL)")
    config.addinivalue_line("markers", "browser: needs chromium, chromedriver and selenium")
