"""The files beside the questions become values."""

from __future__ import annotations

from pathlib import Path

import pytest

from drillbank.bank import companions, parsing
from drillbank.errors import BankError
from drillbank.model import Text, Wordings

from . import banks
from .banks import REPOSITORY

GOOD = REPOSITORY / "tests" / "golden" / "check" / "good"


def plain(folder: Path, name: str):  # type: ignore[no-untyped-def]
    return parsing.companion_file(folder / name, name)


def test_topics() -> None:
    areas = companions.areas(plain(GOOD, "topics.yaml"))
    assert list(areas) == ["maths", "design"]
    assert areas["maths"].title == Text("数学", "Maths")
    assert areas["maths"].leaves["averages"] == Text("平均值", "Averages")
    assert areas["maths"].topics == ("maths/stability", "maths/averages")


def test_sources_tracks_and_terms() -> None:
    source = companions.sources(plain(GOOD, "sources.yaml"))["goldberg-1991"]
    assert (source.id, source.url, source.checked) == (
        "goldberg-1991",
        "https://doi.org/10.1145/103162.103163",
        "2026-11-01",
    )
    assert companions.tracks(plain(GOOD, "tracks.yaml"))["general"].weights == {"maths": 2, "design": 1}
    latency, cache = companions.terms(plain(GOOD, "glossary.yaml"))
    assert (latency.zh, latency.en, latency.avoid) == ("延迟", "latency", Wordings(("时延",), ("lag time",)))
    assert cache.avoid == Wordings()


def test_retired_ids_stand_one_a_line_with_remarks() -> None:
    assert plain(GOOD, "retired.txt") == ["old-question"]


def test_the_seed_map_is_plain_data(tmp_path: Path) -> None:
    banks.write(tmp_path, seed_map="")
    (tmp_path / "seed_map.yaml").write_text('1: "question:a"\n2: ["source:b", "page:c"]\n', encoding="utf-8")
    assert plain(tmp_path, "seed_map.yaml") == {"1": "question:a", "2": ["source:b", "page:c"]}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("topics.yaml", "- {id: Bad Id, title: {en: x}}\n", "small letters"),
        ("topics.yaml", "- {id: a, title: {en: x}}\n- {id: a, title: {en: x}}\n", "again"),
        ("sources.yaml", "a: {url: x}\n", 'the key "cite" is missing'),
        ("sources.yaml", "a: {cite: x, checked: yesterday}\n", "a day like"),
        ("tracks.yaml", "- {id: a, title: {en: x}, weights: {b: much}}\n", "has to be a number"),
        ("glossary.yaml", "- {zh: 甲}\n", 'the key "en" is missing'),
    ],
)
def test_their_faults_have_a_line_too(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(BankError, match=said) as caught:
        plain(tmp_path, name)
    assert caught.value.problems[0].line is not None
