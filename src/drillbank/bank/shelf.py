"""One bank's folder together with its snapshot: what stands there now, with as little reading as possible.

Of a small bank every file is looked at when it is opened.  Of a large one only the folders are, which show every file
that came, went or was replaced; a file that was written in place is noticed when its question is asked for, and by
``look``.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from drillbank import __version__
from drillbank.bank import building, layout
from drillbank.bank.entry import Entry, Row, search_texts, shuffle
from drillbank.errors import BankError, Problem
from drillbank.model import KINDS, Kind

if TYPE_CHECKING:
    from drillbank.bank.snapshot import Snapshot
    from drillbank.bank.stock import Stock

T = TypeVar("T")

FOLDER_TIMES_ABOVE = 5_000  # files; above it a start looks at folder times only
ABSENT = -1  # the time of a folder that is not there
UNSETTLED_NS = 2_000_000_000  # a file younger than this may change again within one tick of the file system's clock
READ_AT_ONCE = 1_000  # files, between two writes into the snapshot
FIRST_PAGE, LARGEST_PAGE = 64, 1_024  # entries, where they are read in order
READER = ("reading.py", "shapes.py", "schema.py", "entry.py", "tables.py")  # a change of theirs needs a new snapshot


class Shelf:
    """One bank: every file that could be read is held, ``problems`` says what is wrong with the others."""

    def __init__(self, bank: str, folder: Path, cache_dir: Path | None) -> None:
        """Raises BankError where ``folder`` holds no bank."""
        self.bank = bank
        self.base = layout.locate(folder)
        self.problems: list[Problem] = []
        self.twice: tuple[str, ...] = ()  # ids that stand in several files
        self.size = 0  # files that are held
        self._names: dict[str, str] | None = None  # id -> file of a small bank, where each has been looked at
        self._unsettled: dict[str, str] = {}  # name -> stamp of what was read now and may change within this tick
        self._companions: dict[str, Any] = {}
        self._cache_dir = cache_dir
        self._replaced = False
        self._snapshot = _open_snapshot(self.base, cache_dir, bank) or _in_memory(bank)
        self._refresh()

    def path_of(self, name: str) -> str:
        """The path of a file as messages show it."""
        return str(self.base / name)

    def look(self) -> None:
        """Look at every file of a large bank too, as is done with a small one from the start; ``problems`` are new."""
        if self._names is None:
            self._refresh(thoroughly=True)

    def ids(self) -> list[str]:
        """The id of every file, in order."""
        return self._surely(lambda snapshot: snapshot.ids(self.size))

    def find(self, ids: Sequence[str], *, as_now: bool = True) -> list[Entry]:
        """The entries of those of these ids that stand here, by name.

        ``as_now``: as their files stand now; else as they stood when they were looked at last, which costs less.
        """
        found = self._surely(lambda snapshot: snapshot.entries(ids, self._names or {}))
        found.sort(key=lambda entry: entry.name)
        return [self._current(entry) for entry in found] if as_now else found

    def shuffled(self, kind: Kind, level: int, areas: Sequence[str]) -> Iterator[Entry]:
        """The entries of a kind and level, of these areas, in the fixed shuffle; read as they are asked for."""
        after, page = (-1, ""), FIRST_PAGE
        while True:
            found = self._surely(partial(_page, kind, level, areas, after, page))
            for entry in map(self._current, found):
                if entry.summary.level == level and entry.summary.area in areas:
                    yield entry
            if len(found) < page:
                return
            id = found[-1].summary.id
            after, page = (shuffle(id), id), min(4 * page, LARGEST_PAGE)

    def changed(self) -> list[Entry]:
        """Those whose meaning changed since they were first written, by id."""
        return self._surely(lambda snapshot: snapshot.changed())

    def stock(self) -> tuple[Stock, ...]:
        """How many questions there are of what."""
        return self._surely(lambda snapshot: snapshot.stock(self.size))

    def hits(self, words: Sequence[str]) -> list[tuple[str, int, int]]:
        """Questions in which every folded word occurs: (id, words that are in the head, occurrences in the body)."""
        found = self._surely(lambda snapshot: snapshot.hits(words, self.size))
        return [(layout.id_of(name), in_head, count) for name, in_head, count in found]

    def document(self, entry: Entry) -> dict[str, Any]:
        """The validated document of one entry, as its file stands now; raises BankError where it is broken now."""
        path = self.base / entry.name
        stamp = _stamp(path)
        if stamp is not None:
            held = self._snapshot.document(entry.name, self._held_as(entry.name, stamp))
            if held is not None:
                return held
        from drillbank.bank import parsing

        return parsing.question_file(path, layout.kind_of(entry.name), str(path)).document

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
        if (held := self._snapshot.companion(name, stamp)) is not None:
            return held
        from drillbank.bank import parsing

        now = self._now_ns()
        document = parsing.companion_file(path, str(path))
        if _settled(stamp, now):
            self._snapshot.put_companion(name, stamp, document)
        return document

    # What stands in the folder now

    def _refresh(self, *, thoroughly: bool = False) -> None:
        """Look at the folder and bring the snapshot up to it, or a new one where this one turns out useless."""
        while True:
            try:
                size = _of_use(self._snapshot.size())
                if size > FOLDER_TIMES_ABOVE and not thoroughly and self._folders_unchanged():
                    self.size = size
                else:
                    self._scan(size)
                return
            except _Useless:
                self._replace_snapshot()

    def _scan(self, size: int) -> None:
        found = layout.scan(self.base)
        self.problems = [Problem(self.path_of(name), None, "", message) for name, message in found.problems]
        known = _of_use(self._snapshot.stamps())
        changed = [name for name, stamp in found.files.items() if known.get(name) not in self._held_as(name, stamp)]
        gone = [name for name in known if name not in found.files]
        broken: set[str] = set()
        for start in range(0, max(len(changed) - READ_AT_ONCE, 0), READ_AT_ONCE):
            self._write(self._rows(changed[start : start + READ_AT_ONCE], found, broken), (), None)
        rest = self._rows(changed[-(len(changed) % READ_AT_ONCE or READ_AT_ONCE) :], found, broken) if changed else []
        names = [name for name in found.files if name not in broken]
        by_id = {layout.id_of(name): name for name in names}
        self.twice = () if len(by_id) == len(names) else _repeated(names)
        self.size = len(names)
        self._names = by_id if self.size <= FOLDER_TIMES_ABOVE else None
        if changed or gone or (size > FOLDER_TIMES_ABOVE and not self._folders_unchanged()):
            self._write(rest, [*gone, *broken], self._times(found))

    def _rows(self, names: Sequence[str], found: layout.Scan, broken: set[str]) -> list[Row]:
        """Read files; what is wrong with them goes to ``problems``, and their names to ``broken``."""
        now, rows = self._now_ns(), []
        for name in names:
            try:
                rows.append(self._row(name, found.files[name], now))
            except BankError as error:
                self.problems.extend(error.problems)
                broken.add(name)
        return rows

    def _row(self, name: str, stamp: str, now: int | None) -> Row:
        from drillbank.bank import parsing

        path, kind, id = self.base / name, layout.kind_of(name), layout.id_of(name)
        document = parsing.question_file(path, kind, str(path)).document
        self._unsettled.pop(name, None)
        if not _settled(stamp, now):
            self._unsettled[name], stamp = stamp, ""
        summary = building.summary(kind, document, id=id, bank=self.bank)
        return Row(Entry(name, stamp, summary), document, *search_texts(id, document))

    def _write(self, rows: Sequence[Row], gone: Sequence[str], folders: dict[str, int] | None) -> None:
        """Into the snapshot, or into a copy of it in memory where it is locked or may not be written."""
        if self._snapshot.update(rows, gone, folders):
            return
        if self._snapshot.path is None:
            raise RuntimeError("a snapshot in memory refuses its rows")  # a fault of this program, not of the bank
        copy = self._snapshot.copied()
        self._snapshot.close()
        self._snapshot = _of_use(copy)
        _of_use(self._snapshot.update(rows, gone, folders) or None)

    def _times(self, found: layout.Scan) -> dict[str, int]:
        """The folder times that vouch for what was read; one that is missing or 0 makes the next start look again."""
        if self._unsettled or self.problems or self.twice:
            return {}
        now = self._now_ns()
        absent = {kind: ABSENT for kind in KINDS if kind not in found.folders}  # one that appears is to be noticed
        return absent | {name: mtime if _old(mtime, now) else 0 for name, mtime in found.folders.items()}

    def _folders_unchanged(self) -> bool:
        held = self._snapshot.folders()
        return bool(held) and all(_mtime(self.base / name) == mtime for name, mtime in (held or {}).items())

    def _current(self, entry: Entry) -> Entry:
        """The entry as its file stands now, which of a large bank nobody has looked at yet."""
        if self._names is not None:
            return entry
        stamp = _stamp(self.base / entry.name)
        if stamp is None or entry.stamp in self._held_as(entry.name, stamp):
            return entry
        try:
            row = self._row(entry.name, stamp, self._now_ns())
        except BankError:
            return entry  # whoever asks for the question itself is told
        self._snapshot.renew(row)
        return row.entry

    def _held_as(self, name: str, stamp: str) -> tuple[str, ...]:
        """The stamps under which the snapshot may hold a file of this stamp."""
        return (stamp, "") if self._unsettled.get(name) == stamp else (stamp,)

    # A snapshot that is of no use

    def _surely(self, ask: Callable[[Snapshot], T | None]) -> T:
        """What the snapshot says, or a refreshed or new one where it says nothing or contradicts itself."""
        if (found := ask(self._snapshot)) is None:  # another process may have changed it: look once more
            self._refresh(thoroughly=True)
            found = ask(self._snapshot)
        while found is None:
            self._replace_snapshot()
            self._refresh(thoroughly=True)
            found = ask(self._snapshot)
        return found

    def _replace_snapshot(self) -> None:
        """Another one: the first time a new file, then one in memory, which can be neither damaged nor locked."""
        self._snapshot.discard()
        self._unsettled.clear()
        again = None if self._replaced else _open_snapshot(self.base, self._cache_dir, self.bank)
        self._snapshot = again or _in_memory(self.bank)
        self._replaced = True

    def _now_ns(self) -> int | None:
        """The file system's own clock: the time it gives to a file made now (None: nothing can be made)."""
        if self._cache_dir is None:
            return None
        probe = self._cache_dir / f"clock-{os.getpid()}.tmp"
        try:
            probe.write_bytes(b"")
            return probe.stat().st_mtime_ns
        except OSError:
            return None
        finally:
            _discard(probe)


def _page(
    kind: Kind, level: int, areas: Sequence[str], after: tuple[int, str], page: int, snapshot: Snapshot
) -> list[Entry] | None:
    return snapshot.shuffled(kind, level, areas, after, page)


class _Useless(Exception):
    """The snapshot can be neither read nor written any more."""


def _of_use(answer: T | None) -> T:
    if answer is None:
        raise _Useless
    return answer


def _repeated(names: Sequence[str]) -> tuple[str, ...]:
    files: dict[str, int] = {}
    for name in names:
        files[layout.id_of(name)] = files.get(layout.id_of(name), 0) + 1
    return tuple(sorted(id for id, count in files.items() if count > 1))


def _in_memory(bank: str) -> Snapshot:
    from drillbank.bank.snapshot import Snapshot

    return Snapshot.in_memory(bank)


def _open_snapshot(base: Path, cache_dir: Path | None, bank: str) -> Snapshot | None:
    if cache_dir is None:
        return None
    from drillbank.bank.snapshot import Snapshot
    from drillbank.bank.tables import FORMAT

    place = str(base.resolve())
    package = Path(__file__).parent
    code = ",".join(str(_stamp(package / name)) for name in READER)
    name = f"{zlib.crc32(os.fsencode(place)):08x}{zlib.adler32(os.fsencode(place)):08x}"
    return Snapshot.open(cache_dir / f"bank-{name}.sqlite", f"{FORMAT}|{__version__}|{code}|{place}", bank)


def _stamp(path: Path) -> str | None:
    try:
        return layout.stamp_of(path.stat())
    except OSError:
        return None


def _mtime(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return ABSENT


def _settled(stamp: str, now_ns: int | None) -> bool:
    return _old(int(stamp.partition(":")[0]), now_ns)


def _old(mtime_ns: int, now_ns: int | None) -> bool:
    return now_ns is not None and mtime_ns < now_ns - UNSETTLED_NS


def _discard(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return
