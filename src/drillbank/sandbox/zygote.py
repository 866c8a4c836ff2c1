"""The zygote: a single-threaded process that has imported what children need and forks them on a one-byte command.

It never reads a job (its heap is copied into every later child) and never computes (forking after a parallel region
hangs).  On its control socket (SOCK_SEQPACKET):

    F + descriptors   fork a child; they become 1 (stdout), 2 (stderr), 3, …      answer: C pid slot + pidfd
                      a child ended and was reaped                                 tells:  X pid status user system peak
                      a scratch that cannot be emptied                             tells:  R
    end of file       kill all children, leave
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import socket
import struct
from collections.abc import Callable
from typing import Any

from drillbank.sandbox import confine, scratch

STARTED = struct.Struct("=cII")  # b"C", pid in the zygote's pid namespace, slot
ENDED = struct.Struct("=cIiddQ")  # b"X", pid, wait status, user s, system s, peak resident kB
MAX_DESCRIPTORS = 8


class Zygote:
    """The loop and the children it knows."""

    def __init__(self, control: socket.socket, plan: confine.Plan, entry: Callable[[], None]) -> None:
        self.control = control
        self.plan = plan
        self.entry = entry
        self.children: dict[int, tuple[int, int]] = {}  # pidfd -> (pid, slot)
        self.poller = select.poll()
        self.poller.register(control.fileno(), select.POLLIN)

    def loop(self) -> None:
        """Serve until the other side closes; then kill what runs and empty the scratch."""
        try:
            while True:
                for descriptor, _ in self.poller.poll():
                    if descriptor == self.control.fileno():
                        message, descriptors, _, _ = socket.recv_fds(self.control, 16, MAX_DESCRIPTORS)
                        if not message:
                            return
                        self._fork(descriptors)
                    else:
                        self._reap(descriptor)
        except (BrokenPipeError, ConnectionResetError):
            return
        finally:
            self._end()

    def _fork(self, descriptors: list[int]) -> None:
        slot = self._slot()
        pid = os.fork()
        if pid == 0:
            child(self.plan, str(slot), descriptors, self.entry)
        pidfd = os.pidfd_open(pid)  # before anybody can reap it: the number cannot be another process's
        self.children[pidfd] = (pid, slot)
        self.poller.register(pidfd, select.POLLIN)
        for descriptor in descriptors:
            os.close(descriptor)
        socket.send_fds(self.control, [STARTED.pack(b"C", pid, slot)], [pidfd])

    def _slot(self) -> int:
        """The lowest folder that no child uses."""
        used = {slot for _, slot in self.children.values()}
        slot = next(number for number in range(len(used) + 1) if number not in used)
        os.makedirs(os.path.join(self.plan.scratch_root, str(slot)), 0o700, exist_ok=True)
        return slot

    def _reap(self, pidfd: int) -> None:
        pid, slot = self.children.pop(pidfd)
        self.poller.unregister(pidfd)
        os.close(pidfd)
        _, status, usage = os.wait4(pid, 0)
        try:
            scratch.empty(os.path.join(self.plan.scratch_root, str(slot)))
        except scratch.ScratchStuck:
            self.control.send(b"R")
        self.control.send(ENDED.pack(b"X", pid, status, usage.ru_utime, usage.ru_stime, usage.ru_maxrss))

    def _end(self) -> None:
        for pidfd, (pid, _slot) in self.children.items():
            signal.pidfd_send_signal(pidfd, signal.SIGKILL)
            os.wait4(pid, 0)
        try:
            scratch.empty(self.plan.scratch_root)
        except scratch.ScratchStuck:
            pass  # the supervisor removes a folder of its own; a tmpfs ends with its namespace


def child(plan: confine.Plan, slot: str, descriptors: list[int], entry: Callable[[], None]) -> None:
    """Confine, run ``entry``, leave; never returns."""
    code = 70
    try:
        for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        confine.apply(plan, slot, descriptors)
        entry()
        code = 0
    except BaseException:
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)


def resolve(entry: str) -> Callable[[], None]:
    """``module:function``."""
    module, _, name = entry.partition(":")
    function: Callable[[], None] = getattr(importlib.import_module(module), name)
    return function


def serve(control: socket.socket, config: dict[str, Any], plan: confine.Plan) -> None:
    """Run the loop on a frozen heap, so that the collector does not copy shared pages."""
    entry = resolve(config["entry"])
    gc.collect()
    gc.freeze()
    gc.disable()  # children turn it on again; a zygote makes no garbage
    Zygote(control, plan, entry).loop()
