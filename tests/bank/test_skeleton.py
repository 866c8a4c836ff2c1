"""A skeleton has every key that a finished question needs, and nothing that would load."""

from __future__ import annotations

import pytest

from drillbank.bank import parse, reading
from drillbank.bank.schema import RECORDS
from drillbank.bank.skeleton import skeleton
from drillbank.errors import BankError
from drillbank.model import KINDS, Kind

OPTIONAL = {"code", "origin", "given", "growth", "banned", "equivalent"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_key_stands_in_it_and_every_empty_text_is_named(kind: Kind) -> None:
    text = skeleton(kind, path="x.yaml", topic="maths/averages")
    node = reading.read_text(text, "x.yaml")
    assert isinstance(node, reading.Mapping)
    assert set(node.entries) == set(RECORDS[kind].keys) - OPTIONAL
    with pytest.raises(BankError) as caught:
        parse(text, f"{kind}/x.yaml", "mine")
    messages = {problem.message for problem in caught.value.problems}
    assert messages == {"is empty", "has to be a day like 2026-11-23, not ''"}
    faulty = {problem.field.split("[")[0].split(".")[0] for problem in caught.value.problems}
    assert {"title", "prompt", "answer", "reviewed", "sources"} <= faulty
    assert {"coding": "tests", "theory": "points", "business": "dimensions"}[kind] in faulty


def test_the_topic_is_asked_for_unless_given() -> None:
    assert "topic: maths/averages " in skeleton("theory", path="x", topic="maths/averages")
    assert 'topic: "" ' in skeleton("theory", path="x")
