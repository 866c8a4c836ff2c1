"""Canaries: a confined child tries what it must not be able to do, and says what was refused."""

from __future__ import annotations

import errno
import json
import os
import socket
import struct
from typing import Any

from drillbank.sandbox import confine, wire

PROGRAM_TIMEOUT_S = 60.0

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
        except confine.LayerFailed as failed:
            _say(3 if failed.descriptors_moved else writer, {"layer": failed.layer, "reason": failed.reason})
            os._exit(1)
        _say(3, {"tried": attack(targets)})
    finally:
        os._exit(0)


class DidNotStart(Exception):
    """The program that a child becomes gave no word; the text says what it complained of."""


def told_by_program(calls: socket.socket, complaints: int) -> dict[str, bool]:
    """What a program's canary says was refused, attempt by attempt; raises DidNotStart."""
    calls.settimeout(PROGRAM_TIMEOUT_S)
    try:
        header, _ = wire.sizes(calls.recv(wire.PREFIX.size, socket.MSG_WAITALL))
        control, _ = wire.unpack(calls.recv(header, socket.MSG_WAITALL), b"")
        tried: dict[str, bool] = control["tried"]
    except (OSError, ValueError, KeyError, struct.error, wire.WireError):
        os.set_blocking(complaints, False)
        try:
            said = os.read(complaints, 1 << 16).decode(errors="replace").strip().splitlines()
        except BlockingIOError:
            said = []
        telling = [line for line in said if line.strip()]
        raise DidNotStart(telling[0][:500] if telling else "it ended without a word") from None
    return tried


def _say(descriptor: int, document: dict[str, Any]) -> None:
    os.write(descriptor, json.dumps(document).encode())


def attack(targets: dict[str, str]) -> dict[str, bool]:
    """Attempt by attempt: True where it was refused."""
    return {
        "read": _refused(lambda: os.close(os.open(targets["read"], os.O_RDONLY))),
        "write": _refused(lambda: _write(targets["write"])),
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


def _write(path: str) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    os.unlink(path)  # it got through: say so, and leave nothing


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)
    os.wait()


def _exec() -> None:
    try:
        pid = os.fork()
    except PermissionError:
        os.execv("/bin/true", ["true"])
    if pid == 0:
        try:
            os.execv("/bin/true", ["true"])
        finally:
            os._exit(1)
    _, status = os.wait()
    if status:
        raise PermissionError(errno.EPERM, "exec was refused")
