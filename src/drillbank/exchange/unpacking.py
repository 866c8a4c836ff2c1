"""Taking one file out of an archive that somebody else made: only what is named, never more than fits.

Names inside an archive are compared, never used as paths.  Sizes are counted while unpacking, because what the archive
says about them may be a lie.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, BinaryIO

from drillbank.errors import ExchangeError

MAX_UNPACKED_BYTES = 1 << 30
# Decks shrink to a tenth or so; nothing honest shrinks to a two hundred and fiftieth.
MAX_RATIO = 250
RATIO_FREE_BYTES = 16 << 20
_CHUNK = 1 << 20
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"


def members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Name -> entry; of entries with one name the first counts."""
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        found.setdefault(entry.filename, entry)
    return found


def opened_zip(path: Path) -> zipfile.ZipFile:
    """Open a zip.  Raises ExchangeError where it is none."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ExchangeError(f"{path} is damaged: not a readable zip ({error}). Export it again.") from None


def extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: BinaryIO, shown: str) -> None:
    """Unpack one entry into ``target``, also from zstd inside.  Raises ExchangeError for bombs and damage."""
    packed = max(1, entry.compress_size)
    if entry.file_size > MAX_UNPACKED_BYTES:
        raise _bomb(shown)
    try:
        with archive.open(entry) as source:
            head = source.read(4)
            _copy(head, source, target, packed, shown)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise ExchangeError(f"{shown} is damaged or encrypted and cannot be unpacked ({error}).") from None


def copy_file(path: Path, target: BinaryIO) -> None:
    """The bytes of a plain file, unpacked where it is zstd.  Raises ExchangeError."""
    with path.open("rb") as source:
        head = source.read(4)
        _copy(head, source, target, max(1, path.stat().st_size), str(path))


def read_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limit: int, shown: str) -> bytes:
    """At most ``limit`` bytes of a small entry as they are stored.  Raises ExchangeError where it is longer."""
    try:
        with archive.open(entry) as source:
            content = source.read(limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        raise ExchangeError(f"{shown} is damaged or encrypted and cannot be unpacked ({error}).") from None
    if len(content) > limit:
        raise _bomb(shown)
    return content


def _copy(head: bytes, source: IO[bytes], target: BinaryIO, packed: int, shown: str) -> None:
    chunks = _zstd(head, source, shown) if head == ZSTD_MAGIC else _plain(head, source)
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > MAX_UNPACKED_BYTES or (total > RATIO_FREE_BYTES and total > packed * MAX_RATIO):
            raise _bomb(shown)
        target.write(chunk)


def _plain(head: bytes, source: IO[bytes]) -> Iterator[bytes]:
    yield head
    while chunk := source.read(_CHUNK):
        yield chunk


def _zstd(head: bytes, source: IO[bytes], shown: str) -> Iterator[bytes]:
    """Chunks of at most ``_CHUNK`` bytes: Python's own zstd (3.14), else the extra ``drillbank[anki]``."""
    reader, errors = _zstd_reader(_Joined(head, source))
    if reader is None:
        raise ExchangeError(
            f"{shown} is packed with zstd, which this Python cannot read. Install it with `pip install "
            "'drillbank[anki]'`, or export again from Anki with “Support older Anki versions” ticked."
        )
    try:
        while chunk := reader.read(_CHUNK):
            yield chunk
    except errors as error:
        raise ExchangeError(f"{shown} is damaged: its zstd data cannot be unpacked ({error}).") from None


def _zstd_reader(source: Any) -> tuple[Any, tuple[type[Exception], ...]]:
    try:
        from compression import zstd  # Python 3.14
    except ImportError:
        pass
    else:
        return zstd.ZstdFile(source), (zstd.ZstdError, EOFError)
    try:
        import zstandard
    except ImportError:
        return None, ()
    # The window bounds what a frame may make the decoder hold.
    decoder = zstandard.ZstdDecompressor(max_window_size=1 << 27)
    return decoder.stream_reader(source, read_across_frames=True), (zstandard.ZstdError,)


class _Joined:
    """A stream whose first bytes have been read already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def read(self, size: int = -1) -> bytes:
        if self._head:
            head, self._head = self._head, b""
            return head + self._rest.read(max(0, size - len(head)) if size >= 0 else -1)
        return self._rest.read(size)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


def _bomb(shown: str) -> ExchangeError:
    return ExchangeError(
        f"{shown} would unpack to far more than it should (over {MAX_UNPACKED_BYTES >> 20} MiB, or more than "
        f"{MAX_RATIO} times its size), so it was not unpacked."
    )


def first_bytes(path: Path, count: int) -> bytes:
    """The first bytes of a file.  Raises ExchangeError where it cannot be read."""
    if path.is_dir():
        raise ExchangeError(f"{path} is a folder; give a file.")
    try:
        with path.open("rb") as stream:
            return stream.read(count)
    except OSError as error:
        raise ExchangeError(f"{path} cannot be read: {error.strerror}.") from None


def read_text_file(path: Path, limit: int) -> bytes:
    """All bytes of a file of at most ``limit`` bytes.  Raises ExchangeError."""
    first_bytes(path, 1)
    if path.stat().st_size > limit:
        raise ExchangeError(f"{path} is larger than {limit >> 20} MiB; split it.")
    with path.open("rb") as stream:
        content = stream.read(limit + 1)
    if len(content) > limit:
        raise ExchangeError(f"{path} is larger than {limit >> 20} MiB; split it.")
    return content


def one_of(names: Sequence[str], found: dict[str, zipfile.ZipInfo]) -> zipfile.ZipInfo | None:
    """The entry of the first of these names that is there."""
    return next((found[name] for name in names if name in found), None)
