"""The items a bank has promised to hold, and where each of them stands: ``seed_map.yaml`` beside the questions.

20: {item: how to evaluate a large model, at: question:evaluate-llm}
52: {item: "reference [1]", at: [source:goodfellow-2016, page:README.md]}
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drillbank.bank import Bank, layout, parsing
from drillbank.errors import BankError, Problem

ITEMS = range(1, 62)


@dataclass(frozen=True, slots=True)
class Item:
    """One promised item: what it is, where it stands, and what is wrong with that ("" where nothing is)."""

    number: int
    item: str
    at: tuple[str, ...]
    missing: str = ""


def seed_items(bank: Bank) -> list[Item]:
    """Every item by number, with what is missing.  Raises BankError where no loaded bank has a map of them."""
    for _, base in bank.roots:
        path = base / layout.SEED_MAP
        if path.is_file():
            return _items(bank, base, parsing.companion_file(path, str(path)), str(path))
    folders = ", ".join(str(base) for _, base in bank.roots)
    raise BankError([Problem(folders, None, "", f"no {layout.SEED_MAP} stands here")])


def _items(bank: Bank, base: Path, document: Any, path: str) -> list[Item]:
    if not isinstance(document, dict):
        raise BankError([Problem(path, None, "", "is no mapping from an item's number to where it stands")])
    named = {int(key): value for key, value in document.items() if str(key).isdigit()}
    strange = [str(key) for key in document if not str(key).isdigit() or int(key) not in ITEMS]
    if strange:
        raise BankError([Problem(path, None, strange[0], f"is no item; they are {ITEMS[0]} to {ITEMS[-1]}")])
    return [_item(bank, base, number, named.get(number)) for number in ITEMS]


def _item(bank: Bank, base: Path, number: int, entry: Any) -> Item:
    if entry is None:
        return Item(number, "", (), "it is not in the map")
    what = ""
    if isinstance(entry, dict):
        what, entry = str(entry.get("item", "")), entry.get("at")
    targets = tuple(str(target) for target in (entry if isinstance(entry, list) else [entry] if entry else []))
    if not targets:
        return Item(number, what, (), "it stands nowhere")
    faults = [fault for target in targets if (fault := _fault(bank, base, target))]
    return Item(number, what, targets, "; ".join(faults))


def _fault(bank: Bank, base: Path, target: str) -> str:
    kind, _, name = target.partition(":")
    if kind == "question":
        return "" if name in bank else f"there is no question {name}"
    if kind == "source":
        return "" if name in bank.sources else f"there is no source {name}"
    if kind == "page":
        page = name.partition("#")[0]
        inside = [folder / page for folder in (base.parent, base) if _stays(folder, page)]
        return "" if any(path.is_file() for path in inside) else f"there is no page {page}"
    return f"{target!r} is none of question:ID, source:ID, page:PATH"


def _stays(folder: Path, page: str) -> bool:
    return bool(page) and (folder / page).resolve().is_relative_to(folder.resolve())
