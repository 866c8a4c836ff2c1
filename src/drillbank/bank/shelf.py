"""One bank's folder together with its snapshot: what stands there now, with as little reading as possible."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drillbank import __version__
from drillbank.bank import building, layout
from drillbank.bank.wording import fold
from drillbank.errors import BankError, Problem
from drillbank.model import Summary, Text

if TYPE_CHECKING:
    from drillbank.bank.snapshot import Row, Snapshot

FOLDER_TIMES_ABOVE = 5_000  # files; above it a start looks at folder times only
UNSETTLED_NS = 2_000_000_000  # a file younger than this may change again within one tick of the file system's clock


@dataclass(frozen=True, slots=True)
class Entry:
    """One question file that was read: its name below the base, its stamp, its summary."""

    name: str
    stamp: str
    summary: Summary


class Shelf:
    """One bank: ``entries`` for every file that could be read, ``problems`` for the others."""

    def __init__(self, bank: str, folder: Path, cache_dir: Path | None) -> None:
        """Raises BankError where ``folder`` holds no bank."""
        self.bank = bank
        self.base = layout.locate(folder)
        self.problems: list[Problem] = []
        self._fresh: dict[str, Row] = {}  # what was read now, while the snapshot cannot hold it
        self._companions: dict[str, Any] = {}
        self._snapshot = _open_snapshot(self.base, cache_dir)
        self._clock = cache_dir
        self.entries = self._refresh()

    def path_of(self, name: str) -> str:
        """The path of a file as messages show it."""
        return str(self.base / name)

    def document(self, entry: Entry) -> dict[str, Any]:
        """The validated document of one entry, as its file stands now; raises BankError where it is broken now."""
        path = self.base / entry.name
        stamp = _stamp(path)
        if entry.name in self._fresh and self._fresh[entry.name].stamp == stamp:
            return dict(self._fresh[entry.name].document)
        if self._snapshot is not None and stamp is not None:
            held = self._snapshot.document(entry.name, stamp)
            if held is not None:
                return dict(held)
        from drillbank.bank import parsing

        return parsing.question_file(path, layout.kind_of(entry.name), str(path)).document

    def words(self) -> Iterator[tuple[Entry, str, str]]:
        """(entry, head, body): the folded texts that search looks into."""
        held = (self._snapshot.words() if self._snapshot is not None else None) or {}
        for entry in self.entries:
            row = self._fresh.get(entry.name)
            if row is not None:
                yield entry, row.head, row.body
            elif entry.name in held:
                yield entry, *held[entry.name]
            else:
                yield entry, *search_texts(entry.summary.id, self.document(entry))

    def companion(self, name: str) -> Any:
        """Plain data of a file beside the questions, None where there is none; raises BankError where it is broken."""
        if name not in self._companions:
            self._companions[name] = self._read_companion(name)
        return self._companions[name]

    def companion_path(self, name: str) -> Path | None:
        """Where a file beside the questions stands: next to the kind folders, or one above a ``questions/``."""
        for folder in (self.base, self.base.parent) if self.base.name == "questions" else (self.base,):
            if (folder / name).is_file():
                return folder / name
        return None

    def _read_companion(self, name: str) -> Any:
        path = self.companion_path(name)
        stamp = None if path is None else _stamp(path)
        if path is None or stamp is None:
            return None
        if self._snapshot is not None and (held := self._snapshot.companion(name, stamp)) is not None:
            return held
        from drillbank.bank import parsing

        now = self._now_ns()
        document = parsing.companion_file(path, str(path))
        if self._snapshot is not None and _settled(stamp, now):
            self._snapshot.put_companion(name, stamp, document)
        return document

    def _refresh(self) -> tuple[Entry, ...]:
        known = self._snapshot.files() if self._snapshot is not None else None
        if known is None:
            self._snapshot_is_useless()
            known = {}
        if len(known) > FOLDER_TIMES_ABOVE and self._folders_unchanged():
            return self._entries(known)
        found = layout.scan(self.base)
        self.problems.extend(Problem(self.path_of(name), None, "", message) for name, message in found.problems)
        changed = [name for name, stamp in found.files.items() if name not in known or known[name][0] != stamp]
        gone = [name for name in known if name not in found.files]
        broken = self._read(changed, found) if changed else []
        rows = {name: row for name, row in known.items() if name in found.files and name not in broken}
        rows |= {name: (row.stamp, row.summary) for name, row in self._fresh.items()}
        if changed or gone or len(known) > FOLDER_TIMES_ABOVE:
            self._save([*gone, *broken], found.folders)
        return self._entries(rows)

    def _read(self, names: list[str], found: layout.Scan) -> list[str]:
        """Read files into ``_fresh``; returns the names of the broken ones."""
        from drillbank.bank import parsing
        from drillbank.bank.snapshot import Row

        broken = []
        for name in names:
            path, id = self.base / name, layout.id_of(name)
            kind = layout.kind_of(name)
            try:
                document = parsing.question_file(path, kind, str(path)).document
            except BankError as error:
                self.problems.extend(error.problems)
                broken.append(name)
                continue
            summary = _packed(building.summary(kind, document, id=id, bank=self.bank))
            self._fresh[name] = Row(name, found.files[name], summary, document, *search_texts(id, document))
        return broken

    def _save(self, gone: list[str], folders: dict[str, int]) -> None:
        if self._snapshot is None:
            return
        now = self._now_ns()
        settled = [row for row in self._fresh.values() if _settled(row.stamp, now)]
        unsettled = [row.name for row in self._fresh.values() if not _settled(row.stamp, now)]
        # A time that is not held makes a large bank look at its files again.
        kept = {name: mtime if _old(mtime, now) else 0 for name, mtime in folders.items()}
        if unsettled or self.problems:
            kept = {}
        self._snapshot.update(settled, [*gone, *unsettled], kept)

    def _folders_unchanged(self) -> bool:
        held = self._snapshot.folders() if self._snapshot is not None else None
        return bool(held) and all(_mtime(self.base / name) == mtime for name, mtime in (held or {}).items())

    def _entries(self, rows: dict[str, tuple[str, list[Any]]]) -> tuple[Entry, ...]:
        return tuple(Entry(name, stamp, _unpacked(packed, self.bank)) for name, (stamp, packed) in rows.items())

    def _snapshot_is_useless(self) -> None:
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None

    def _now_ns(self) -> int | None:
        """The file system's own clock: the time it gives to a file made now (None: nothing can be made)."""
        if self._clock is None:
            return None
        probe = self._clock / f"clock-{os.getpid()}.tmp"
        try:
            probe.write_bytes(b"")
            return probe.stat().st_mtime_ns
        except OSError:
            return None
        finally:
            _discard(probe)


def search_texts(id: str, document: dict[str, Any]) -> tuple[str, str]:
    """The folded texts of a document: (id, topic and title; prompt, answer and claims)."""
    head = [id, document["topic"], *document["title"].values()]
    body = [*document["prompt"].values(), *document["answer"].values()]
    for point in document.get("points", ()):
        body.extend(point["claim"].values())
    return fold("\n".join(head)), fold("\n".join(body))


def _open_snapshot(base: Path, cache_dir: Path | None) -> Snapshot | None:
    if cache_dir is None:
        return None
    from drillbank.bank.snapshot import FORMAT, Snapshot

    place = str(base.resolve())
    # The reader's own files belong to the key: a changed schema must not meet documents of the old one.
    package = Path(__file__).parent
    code = ",".join(str(_stamp(package / name)) for name in ("reading.py", "shapes.py", "schema.py", "shelf.py"))
    name = f"{zlib.crc32(os.fsencode(place)):08x}{zlib.adler32(os.fsencode(place)):08x}"
    return Snapshot.open(cache_dir / f"bank-{name}.sqlite", f"{FORMAT}|{__version__}|{code}|{place}")


def _stamp(path: Path) -> str | None:
    try:
        return layout.stamp_of(path.stat())
    except OSError:
        return None


def _mtime(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


def _settled(stamp: str, now_ns: int | None) -> bool:
    return _old(int(stamp.partition(":")[0]), now_ns)


def _old(mtime_ns: int, now_ns: int | None) -> bool:
    return now_ns is not None and mtime_ns < now_ns - UNSETTLED_NS


def _discard(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _packed(s: Summary) -> list[Any]:
    title = [s.title.zh, s.title.en]
    return [s.id, s.kind, s.topic, s.level, s.minutes, title, s.roles, s.rev, s.language, s.requires, s.related]


def _unpacked(packed: list[Any], bank: str) -> Summary:
    id, kind, topic, level, minutes, (zh, en), roles, rev, language, requires, related = packed
    return Summary(
        id=id,
        kind=kind,
        topic=topic,
        level=level,
        minutes=minutes,
        title=Text(zh, en),
        roles=tuple(roles),
        rev=rev,
        language=language,
        requires=tuple(requires),
        related=tuple(related),
        bank=bank,
    )
