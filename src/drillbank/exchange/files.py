"""Writing one file whole or not at all: a temporary file beside it, then a rename.

cards.apkg            appears only when it is complete
.cards.apkg.<pid>.tmp     exists while it is written; removed when anything fails
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from drillbank.errors import ExchangeError


def refuse_existing(path: Path, *, force: bool) -> None:
    """Say early that ``path`` may not be written, before any work is done for it.  Raises ExchangeError."""
    if path.is_dir():
        raise ExchangeError(f"{path} is a folder; give the name of a file to write.")
    if path.is_file() and not force:
        raise ExchangeError(f"{path} exists already; choose another name, or add --force to replace it.")
    if not path.parent.is_dir():
        raise ExchangeError(f"The folder {path.parent} does not exist; make it first.")


@contextmanager
def written(path: Path, *, force: bool, durable: bool = True) -> Iterator[BinaryIO]:
    """Open a file that becomes ``path`` when the block ends well, and leaves nothing behind when it does not.

    Without ``force`` an existing file is never replaced, also when it appears while we write.  A device or a pipe
    (``/dev/stdout``) is written straight through.  ``durable=False`` leaves flushing to the disk to whoever writes many
    files and flushes once.  Raises ExchangeError with one sentence where it cannot be done.
    """
    refuse_existing(path, force=force)
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    target = path.resolve()  # through a symbolic link: the file it names is replaced, not the link
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o666)
    except OSError as error:
        raise ExchangeError(f"{path} cannot be written: {error.strerror}.") from None
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            if durable:
                os.fsync(stream.fileno())
        _publish(temporary, target, force=force)
    except OSError as error:
        raise ExchangeError(f"{path} cannot be written: {error.strerror or error}.") from None
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _publish(temporary: Path, target: Path, *, force: bool) -> None:
    if force:
        temporary.replace(target)
        return
    try:
        os.link(temporary, target)  # unlike a rename, a link never replaces a file that appeared meanwhile
    except FileExistsError:
        raise ExchangeError(f"{target} appeared while it was being written; it was left as it is.") from None
    except OSError:  # a file system without hard links
        if target.exists():
            raise ExchangeError(f"{target} appeared while it was being written; it was left as it is.") from None
        temporary.replace(target)
