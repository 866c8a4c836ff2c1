"""What an answer writes: counted against a limit, its beginning kept and made safe to show."""

from __future__ import annotations

import os

from drillbank.clean import clean

OUTPUT_LIMIT_BYTES = 1 << 20  # of both streams together
KEPT_BYTES = 32 << 10  # of each
CHUNK_BYTES = 1 << 16


class Output:
    """stdout and stderr of one answer, over all its processes."""

    def __init__(self) -> None:
        self._kept = {"stdout": bytearray(), "stderr": bytearray()}
        self._seen = 0

    def add(self, stream: str, data: bytes) -> None:
        """Count ``data`` and keep what still fits."""
        self._seen += len(data)
        kept = self._kept[stream]
        kept += data[: max(0, KEPT_BYTES - len(kept))]

    def read(self, stream: str, descriptor: int) -> bool:
        """Take what is there; False at its end."""
        try:
            data = os.read(descriptor, CHUNK_BYTES)
        except BlockingIOError:
            return True
        self.add(stream, data)
        return bool(data)

    @property
    def too_much(self) -> bool:
        return self._seen > OUTPUT_LIMIT_BYTES

    @property
    def truncated(self) -> bool:
        """Whether more was written than is kept."""
        return self._seen > sum(map(len, self._kept.values()))

    def text(self, stream: str) -> str:
        """What is kept, cleaned."""
        return clean(self._kept[stream].decode(errors="replace"))
