"""What a forked child does to itself, layer by layer, before it reads its job.

The plan is made once per zygote (descriptors opened, filter built), so that a fork pays for system calls only.
Order matters: Landlock's ruleset names descriptors, so it comes before they are closed; seccomp comes last, because
it refuses what the other layers need.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from collections.abc import Sequence
from typing import Any

from drillbank.sandbox import landlock, libc, privileges, rlimits, seccomp
from drillbank.sandbox.syscalls import machine, numbers

# A switched-off layer exists for ablation tests only: each shows that its attack succeeds without it.
LAYERS = ("hygiene", "rlimits", "no_new_privs", "landlock", "seccomp", "namespaces", "cgroup", "supervisor")
NEEDED = ("hygiene", "rlimits", "no_new_privs", "landlock", "seccomp", "supervisor")


class Plan:
    """Everything that can be prepared before the fork.

    Landlock is applied in two steps.  ``restrict_zygote`` lays the long list (the stdlib entry by entry, the chosen
    site-packages folders) on the zygote, and every child inherits it for nothing.  A child then adds a short ruleset
    of its own: the trees that list lies in, and its own scratch; so that it cannot reach a sibling's.
    """

    def __init__(self, config: dict[str, Any], scratch_root: str, start: Sequence[int] = ()) -> None:
        self.off = frozenset(config["off"])
        self.scratch_root = scratch_root
        self.role: str = config["role"]
        self.becomes = bool(start)  # whether a child becomes another program
        self.program_kb = 0  # resident size of the empty program that a child becomes, once it was tried
        self.own_facts: list[str] = config["own_facts"]
        self.trees: list[tuple[int, int, bool]] = []
        self.abi = 0
        self.program = b""
        if "landlock" not in self.off:
            self.abi = min(landlock.abi(), config["landlock_cap"])
            self.trees = _opened([(tree, landlock.READ) for tree in config["trees"]] + _executable(config) + _DEVICES)
        if "seccomp" not in self.off:
            self.seccomp_number = numbers(machine())["seccomp"]
            self.program = seccomp.build(machine(), self.abi, receive_descriptors=self.role == "checker", start=start)

    def restrict_zygote(self, config: dict[str, Any]) -> None:
        """Lay the long list on the calling process; children inherit it.  Raises OSError."""
        if "landlock" in self.off:
            return
        paths = [(path, landlock.READ) for path in config["read"]] + [(path, landlock.LIST) for path in config["list"]]
        if self.own_facts:
            # Not the zygote's own: each child narrows this to itself.
            paths.append((_PROC, landlock.READ_FILE))
        rules = _opened([*paths, *_executable(config), *_DEVICES, (self.scratch_root, landlock.WRITE)])
        try:
            landlock.restrict(rules, self.abi)
        finally:
            for descriptor, _, _ in rules:
                os.close(descriptor)


_PROC = "/proc"
_DEVICES = [
    ("/dev/null", landlock.DEVICE),
    ("/dev/urandom", landlock.READ_FILE),
    ("/dev/random", landlock.READ_FILE),
]


def _executable(config: dict[str, Any]) -> list[tuple[str, int]]:
    """The program that a child becomes and its loader; nothing else may be executed."""
    program = config.get("program")
    return [] if program is None else [(path, landlock.EXECUTE | landlock.READ_FILE) for path in program["execute"]]


def _opened(paths: list[tuple[str, int]]) -> list[tuple[int, int, bool]]:
    rules = []
    for path, rights in paths:
        try:
            rules.append((landlock.open_path(path), rights, os.path.isdir(path)))
        except OSError:
            continue  # a list for all distributions: not every path is everywhere
    return rules


class LayerFailed(Exception):
    """A layer that could not be laid; ``descriptors_moved`` says whether 1, 2, 3, … are already the child's own."""

    def __init__(self, layer: str, error: OSError, *, descriptors_moved: bool) -> None:
        super().__init__(f"{layer}: {error}")
        self.layer = layer
        self.reason = error.strerror or str(error)
        self.descriptors_moved = descriptors_moved


def apply(plan: Plan, slot: str, descriptors: Sequence[int]) -> None:
    """Confine the calling process for ever; ``descriptors`` become 1, 2, 3, … and everything else is closed.

    Raises LayerFailed: the caller must leave at once.
    """
    folder = os.path.join(plan.scratch_root, slot)
    os.setsid()
    os.chdir(folder)
    if "rlimits" not in plan.off:
        rlimits.waiting(rlimits.WIDE_ADDRESS_SPACE_BYTES if plan.becomes else rlimits.ADDRESS_SPACE_BYTES)
    if "landlock" not in plan.off:
        own = landlock.open_path(folder)
        facts = _opened([(f"{_PROC}/self/{name}", landlock.READ_FILE) for name in plan.own_facts])
        try:
            landlock.restrict([*plan.trees, *facts, (own, landlock.WRITE, True)], plan.abi)
        except OSError as error:
            raise LayerFailed("landlock", error, descriptors_moved=False) from None
    _keep_only(descriptors)
    _personal_state(folder)
    privileges.undumpable()
    privileges.die_with_parent(signal.SIGKILL)
    if "seccomp" not in plan.off:
        try:
            seccomp.install(seccomp.for_pid(plan.program, os.getpid()), plan.seccomp_number)
        except OSError as error:
            raise LayerFailed("seccomp", error, descriptors_moved=True) from None


def _keep_only(descriptors: Sequence[int]) -> None:
    """/dev/null as 0, ``descriptors`` as 1, 2, 3, …; nothing else stays open."""
    high = [os.dup(descriptor) for descriptor in descriptors]
    base = max([*high, len(high) + 1]) + 1
    moved = [os.dup2(descriptor, base + index) for index, descriptor in enumerate(high)]
    null = os.open("/dev/null", os.O_RDWR)
    os.dup2(null, 0)
    for index, descriptor in enumerate(moved):
        os.dup2(descriptor, index + 1)
    _close_from(len(moved) + 1)


def _close_from(first: int) -> None:
    """/proc cannot be listed here, so the whole range is closed at once."""
    try:
        libc.syscall(436, first, 0xFFFFFFFF, 0)  # close_range, the same number on both machines
    except OSError:
        os.closerange(first, 4096)  # kernels before 5.9


def _personal_state(folder: str) -> None:
    """HOME, TMPDIR, caches and random state of this child alone (forks would otherwise share them)."""
    for name in ("HOME", "TMPDIR", "MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        os.environ[name] = folder
    tempfile = sys.modules.get("tempfile")
    if tempfile is not None:
        # Both are caches that tempfile fills at its first use.
        vars(tempfile).update(tempdir=None, _name_sequence=None)
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.seed()
