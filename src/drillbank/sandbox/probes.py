"""Canaries: a confined child tries what it must not be able to do, and says what was refused."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
from typing import Any

from drillbank.sandbox import confine

# Which layer must have refused each attempt.
GUARDED_BY = {
    "read": "landlock",
    "write": "landlock",
    "connect": "seccomp",
    "fork": "seccomp",
    "signal": "seccomp",
    "exec": "seccomp",
}


def run_in_child(plan: confine.Plan, null: int, writer: int, targets: dict[str, str]) -> None:
    """Confine this process, attack, write one JSON answer to ``writer``, leave; never returns."""
    try:
        try:
            confine.apply(plan, "0", [null, null, writer])
        except OSError as error:
            layer = "landlock" if error.errno in (errno.EOPNOTSUPP, errno.E2BIG) else "seccomp"
            _say(writer, {"layer": _failing_layer(plan, layer), "reason": error.strerror or str(error)})
            os._exit(1)
        _say(3, {"tried": attack(targets)})
    finally:
        os._exit(0)


def _failing_layer(plan: confine.Plan, guess: str) -> str:
    return guess if guess not in plan.off else "sandbox"


def _say(descriptor: int, document: dict[str, Any]) -> None:
    os.write(descriptor, json.dumps(document).encode())


def attack(targets: dict[str, str]) -> dict[str, bool]:
    """Attempt by attempt: True where it was refused."""
    return {
        "read": _refused(lambda: os.close(os.open(targets["read"], os.O_RDONLY))),
        "write": _refused(lambda: os.close(os.open(targets["write"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))),
        "connect": _refused(lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()),
        "fork": _refused(_fork),
        "signal": _refused(lambda: os.kill(os.getppid() or 1, 0)),
        "exec": _refused(_exec),
    }


def _refused(attempt: Any) -> bool:
    try:
        attempt()
    except OSError as error:
        # Only a refusal counts: a missing target proves nothing.
        return error.errno in (errno.EPERM, errno.EACCES)
    return False


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)
    os.wait()


def _exec() -> None:
    # A signal's default keeps a successful exec from hanging the probe.
    signal.alarm(2)
    os.execv("/bin/true", ["true"])
