"""A confined child becomes node: it reads its job, lays the limits that the job names, and makes its one execve.

    <scratch>/0/                                  the child's own folder, and node's working folder
      boot.js                                     what node runs first
      job.json                                    the answer; nothing that could give a test away
      node_modules/@tensorflow/tfjs/              where the question requires it
      answer.mjs                                  where the answer is an ES module; written by boot.js

The zygote reads these files before it is confined, so that a child needs to read neither this package nor the user's
folder.  The three pointers of the execve are made in the zygote too: the filter allows execve with these and no
others, so that what runs in node afterwards cannot start a second program.
"""

from __future__ import annotations

import ctypes
import json
import os
from pathlib import Path
from typing import Any

from drillbank.sandbox import libc, rlimits

JOB = 3
DATA_BASELINE_BYTES = 1 << 30  # V8 makes whole spaces writable long before it fills them
HEAP_SLACK_MIB = 64
TRIAL = {"arrays": "numpy", "given": "", "code": "", "cpu_s": 60.0, "memory_bytes": 512 << 20}
_SLOTS = 24
_OPTIONS = (
    "--no-warnings",
    "--no-addons",
    "--experimental-vm-modules",  # Node 18 wants it for import() in an answer that is no ES module
    "--v8-pool-size=1",  # helper threads of the compiler and the collector; their CPU time counts too
    "--stack-trace-limit=20",
)
_ENVIRONMENT = {"UV_THREADPOOL_SIZE": "2", "UV_USE_IO_URING": "0", "OPENSSL_CONF": "/dev/null", "NO_COLOR": "1"}
_PASSED_ON = ("PATH", "LC_ALL", "HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")


class Start:
    """The one execve that is allowed: made in the zygote, done in a child."""

    def __init__(self, program: dict[str, Any]) -> None:
        self.files = {str(name): Path(place).read_bytes() for name, place in program["files"]}
        self.packages: list[str] = program["packages"]
        self._path = ctypes.create_string_buffer(os.fsencode(program["path"]))
        self._arguments = (ctypes.c_char_p * _SLOTS)()
        self._environment = (ctypes.c_char_p * _SLOTS)()

    @property
    def addresses(self) -> tuple[int, int, int]:
        """What the filter has to see as the arguments of execve."""
        return ctypes.addressof(self._path), ctypes.addressof(self._arguments), ctypes.addressof(self._environment)

    def lay_out(self) -> None:
        """Write the files into the working folder."""
        for name, data in self.files.items():
            folder = os.path.dirname(name)
            if folder:
                os.makedirs(folder, exist_ok=True)
            _write(name, data)

    def go(self, arguments: list[str], environment: dict[str, str]) -> None:
        """Become the program; raises OSError where that is refused."""
        for slots, words in (
            (self._arguments, arguments),
            (self._environment, [f"{name}={value}" for name, value in environment.items()]),
        ):
            for index, word in enumerate(words):
                slots[index] = os.fsencode(word)
            slots[len(words)] = None
        libc.execve(self._path, self._arguments, self._environment)


_start: Start | None = None


def prepare(program: dict[str, Any]) -> Start:
    """In the zygote, while it may still read everything.  Raises OSError."""
    global _start
    _start = Start(program)
    return _start


def main() -> None:
    """In a confined child: read the job, become node; never returns."""
    job = json.loads(_read_all(JOB))
    os.close(JOB)
    become(job)


def become(job: dict[str, Any]) -> None:
    """Lay out the files, lower the limits, become node.  Raises OSError where a step is refused."""
    assert _start is not None
    _start.lay_out()
    _write("job.json", json.dumps({"packages": _start.packages, "mode": "answer", **job}).encode())
    rlimits.for_job(job["cpu_s"], job["memory_bytes"], DATA_BASELINE_BYTES)
    heap = (job["memory_bytes"] >> 20) + HEAP_SLACK_MIB
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    _start.go(
        ["node", *_OPTIONS, f"--max-old-space-size={heap}", "boot.js"],
        {**environment, **_ENVIRONMENT},
    )


def _write(name: str, data: bytes) -> None:
    with open(name, "wb") as stream:
        stream.write(data)


def _read_all(descriptor: int) -> bytes:
    parts = []
    while part := os.read(descriptor, 1 << 20):
        parts.append(part)
    return b"".join(parts)
