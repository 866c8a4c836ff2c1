from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from drillbank.audit.seed import ITEMS, seed_items
from drillbank.errors import BankError

from .proving import PROVED, loaded


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(PROVED, tmp_path / "bank")
    (tmp_path / "README.md").write_text("# Here\n")
    return tmp_path / "bank"


def written(root: Path, **changes: str) -> None:
    """A map in which every item stands at a question, but for the changes."""
    lines = {str(number): "question:running-mean" for number in ITEMS} | {k.lstrip("_"): v for k, v in changes.items()}
    (root / "seed_map.yaml").write_text("".join(f"{key}: {value}\n" for key, value in lines.items() if value))


def test_every_item_that_stands_somewhere_is_found(root: Path) -> None:
    written(root, _2="source:goldberg-1991", _3="page:README.md", _4="page:README.md#here",
            _5="[question:faq-bot, source:goldberg-1991]", _6="{item: F1, at: question:faq-bot}")  # fmt: skip
    items = seed_items(loaded(root))
    assert [item.missing for item in items] == [""] * 61
    assert [item.number for item in items] == list(range(1, 62))
    assert items[4].at == ("question:faq-bot", "source:goldberg-1991")
    assert (items[5].item, items[5].at) == ("F1", ("question:faq-bot",))


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        ("", "it is not in the map"),
        ("[]", "it stands nowhere"),
        ("{item: F1}", "it stands nowhere"),
        ("question:no-such", "there is no question no-such"),
        ("source:no-such", "there is no source no-such"),
        ("page:NOTHING.md", "there is no page NOTHING.md"),
        ("page:../../../../../etc/passwd", "there is no page"),
        ("running-mean", "none of question:ID"),
        ("[question:running-mean, source:no-such]", "there is no source no-such"),
    ],
)
def test_an_item_that_stands_nowhere_is_missing_with_the_reason(root: Path, entry: str, missing: str) -> None:
    written(root, _20=entry)
    items = seed_items(loaded(root))
    assert [item.number for item in items if item.missing] == [20]
    assert missing in items[19].missing


def test_a_number_that_is_no_item_and_a_map_that_is_none_are_refused(root: Path) -> None:
    written(root, _62="question:running-mean")
    with pytest.raises(BankError, match="62: is no item"):
        seed_items(loaded(root))
    (root / "seed_map.yaml").write_text("[1, 2]\n")
    with pytest.raises(BankError, match="no mapping"):
        seed_items(loaded(root))
    (root / "seed_map.yaml").unlink()
    with pytest.raises(BankError, match=r"no seed_map\.yaml"):
        seed_items(loaded(root))
