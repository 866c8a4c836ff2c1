"""A bank's folder:

<root>/  or  <root>/questions/
    topics.yaml  sources.yaml  tracks.yaml  glossary.yaml  retired.txt  seed_map.yaml
    theory/…/<id>.yaml   business/…/<id>.yaml   coding/…/<id>.yaml
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from drillbank.errors import BankError, Problem
from drillbank.model import KINDS, Kind

TOPICS, SOURCES, TRACKS, GLOSSARY = "topics.yaml", "sources.yaml", "tracks.yaml", "glossary.yaml"
RETIRED, SEED_MAP = "retired.txt", "seed_map.yaml"
COMPANION_FILES = (TOPICS, SOURCES, TRACKS, GLOSSARY, RETIRED, SEED_MAP)

MAX_FOLDER_DEPTH = 16
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def locate(folder: Path) -> Path:
    """The folder that holds the kind folders: ``folder`` itself or its ``questions/``.

    Raises BankError where there is none.
    """
    if not folder.is_dir():
        what = "is a file, not a folder" if folder.exists() else "does not exist"
        raise BankError([Problem(str(folder), None, "", f"the bank folder {what}; give the folder of a bank")])
    for base in (folder, folder / "questions"):
        if any((base / kind).is_dir() for kind in KINDS):
            return base
    kinds = ", ".join(f"{kind}/" for kind in KINDS)
    message = f"holds no bank: none of {kinds} stands in it or in its questions/"
    raise BankError([Problem(str(folder), None, "", message)])


def stamp_of(status: os.stat_result) -> str:
    """What changes when a file is edited: mtime, size, inode."""
    return f"{status.st_mtime_ns}:{status.st_size}:{status.st_ino}"


@dataclass(slots=True)
class Scan:
    """What stands in a bank's folder now; names are relative to it, with forward slashes."""

    files: dict[str, str] = field(default_factory=dict)  # question file -> stamp
    folders: dict[str, int] = field(default_factory=dict)  # folder -> mtime_ns
    problems: list[tuple[str, str]] = field(default_factory=list)  # (name, message)


def scan(base: Path) -> Scan:
    """Walk the kind folders; links are no part of a bank: one could lead to a file of the user's."""
    found = Scan()
    seen: set[tuple[int, int]] = set()
    for kind in KINDS:
        _walk(str(base / kind), kind, found, seen, 0)
    return found


def _walk(folder: str, name: str, found: Scan, seen: set[tuple[int, int]], depth: int) -> None:
    try:
        status = os.stat(folder)  # noqa: PTH116 - os is quicker than Path for thousands of files
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except NotADirectoryError:
        return
    except OSError as error:
        found.problems.append((name, f"the folder cannot be read: {error.strerror}"))
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    if depth > MAX_FOLDER_DEPTH:
        found.problems.append((name, f"folders are nested deeper than {MAX_FOLDER_DEPTH} levels"))
        return
    seen.add((status.st_dev, status.st_ino))
    found.folders[name] = status.st_mtime_ns
    for entry in entries:
        if entry.name.startswith((".", "#", "~")):
            continue
        inner = f"{name}/{entry.name}"
        if entry.name.endswith(".yaml"):
            _take(entry, inner, found)
        elif entry.name.endswith((".yml", ".YAML", ".YML")):
            found.problems.append((inner, "question files end in .yaml; rename it"))
        elif entry.is_symlink() and entry.is_dir():
            found.problems.append((inner, "is a link to a folder; a bank holds its files themselves, no links"))
        elif entry.is_dir() and not _is_text(entry.name):
            found.problems.append((name, f"holds a folder whose name is no UTF-8: {entry.name!a}; rename it"))
        elif entry.is_dir():
            _walk(entry.path, inner, found, seen, depth + 1)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _take(entry: os.DirEntry[str], name: str, found: Scan) -> None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        found.problems.append((name, f"cannot be read: {error.strerror}"))
        return
    if not stat.S_ISREG(status.st_mode):
        kind = "a link" if stat.S_ISLNK(status.st_mode) else "no plain file"
        found.problems.append((name, f"is {kind}; a bank holds its files themselves, no links"))
        return
    if not _ID.fullmatch(id_of(name)):
        found.problems.append((name, f"{id_of(name)!r} is no id: use letters, digits, hyphens, dots and underscores"))
        return
    found.files[name] = stamp_of(status)


def id_of(name: str) -> str:
    """``theory/inference/kv-cache.yaml`` -> ``kv-cache``."""
    return name.rpartition("/")[2].removesuffix(".yaml")


def kind_of(name: str) -> Kind:
    """``theory/inference/kv-cache.yaml`` -> ``theory``."""
    return cast(Kind, name.partition("/")[0])
