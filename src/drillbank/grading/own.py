"""The supervisor's end of the process that serves a question's own programs, where these are no Python.

It is confined like an answer, comes from a zygote that serves no answers, and writes nowhere.
"""

from __future__ import annotations

import json
import os
import socket

from drillbank.model import Coding
from drillbank.sandbox.supervisor import Zygote, ZygoteLost

CPU_S = 60.0
MEMORY_BYTES = 1 << 30
THREADS_MAX = 64


class OwnPrograms:
    """One such process; raises ZygoteLost where there is no zygote to fork it."""

    def __init__(self, zygote: Zygote, question: Coding) -> None:
        self.zygote = zygote
        job_read, job_write = os.pipe()
        null = os.open("/dev/null", os.O_RDWR | os.O_CLOEXEC)
        self.calls, theirs = socket.socketpair()
        try:
            self.child = zygote.fork([null, null, job_read, theirs.fileno()])
            job = {
                "mode": "own",
                "given": question.given,
                "code": "",
                "arrays": question.arrays,
                "cpu_s": CPU_S,
                "memory_bytes": MEMORY_BYTES,
            }
            with os.fdopen(os.dup(job_write), "wb") as stream:
                stream.write(json.dumps(job).encode())
        except BrokenPipeError:
            pass  # it died: whoever reads its first frame will see that
        except BaseException:
            self.calls.close()
            raise
        finally:
            theirs.close()
            for descriptor in (job_read, job_write, null):
                os.close(descriptor)

    def hold(self) -> None:
        """Kill it where it takes what no program of a question may take."""
        status = self.child.status()
        resident_kb = status.get("VmRSS", 0) + status.get("VmPTE", 0) - self.zygote.program_kb
        if resident_kb > MEMORY_BYTES >> 10 or status.get("Threads", 0) > THREADS_MAX:
            self.child.kill()

    def close(self) -> None:
        """Kill it and wait for its exit; raises ZygoteLost."""
        self.child.kill()
        self.calls.close()
        try:
            if self.zygote.wait(self.child) is None:
                raise ZygoteLost("a killed process was not reaped")
        finally:
            self.child.close()
