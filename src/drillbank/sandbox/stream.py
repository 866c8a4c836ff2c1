"""Whole frames over a stream socket's descriptor, by plain read and write (never recvmsg: no descriptor may arrive)."""

from __future__ import annotations

import os

from drillbank.sandbox import wire

_CHUNK = 1 << 20


class ChannelClosed(Exception):
    """The other side is gone; ``partial``: in the middle of a frame."""

    def __init__(self, partial: bool) -> None:
        super().__init__("closed in the middle of a frame" if partial else "closed")
        self.partial = partial


def send(descriptor: int, frame: bytes) -> None:
    """Write one whole frame; raises ChannelClosed."""
    view = memoryview(frame)
    try:
        while view:
            view = view[os.write(descriptor, view[:_CHUNK]) :]
    except (BrokenPipeError, ConnectionResetError):
        raise ChannelClosed(partial=False) from None


def receive(descriptor: int) -> tuple[bytes, bytes]:
    """(header, body) of the next frame; raises ChannelClosed, WireError above the caps."""
    header, body = wire.sizes(_exactly(descriptor, wire.PREFIX.size, started=False))
    return _exactly(descriptor, header, started=True), _exactly(descriptor, body, started=True)


def _exactly(descriptor: int, count: int, *, started: bool) -> bytes:
    if not count:
        return b""
    parts: list[bytes] = []
    missing = count
    while missing:
        try:
            part = os.read(descriptor, min(missing, _CHUNK))
        except ConnectionResetError:
            part = b""
        if not part:
            raise ChannelClosed(partial=started or bool(parts))
        parts.append(part)
        missing -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)
