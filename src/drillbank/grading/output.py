"""What an answer writes: counted against a limit, its beginning kept and made safe to show."""

from __future__ import annotations

from drillbank.clean import clean

OUTPUT_LIMIT_BYTES = 1 << 20  # of both streams together
KEPT_BYTES = 32 << 10  # of each


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
