"""The filter as a program: built for both machines, checked by a small BPF interpreter against single calls."""

from __future__ import annotations

import errno
import struct

import pytest

from drillbank.sandbox import seccomp
from drillbank.sandbox.syscalls import AUDIT_ARCH, NEWEST_KNOWN, numbers

ALLOW, KILL = 0x7FFF0000, 0x80000000
PID = 4242


def run(program: bytes, arch: int, number: int, *arguments: int) -> int:
    """What the kernel would answer: a straightforward interpreter of the few instructions that we use."""
    data = struct.pack("<iIQ", number, arch, 0) + b"".join(
        struct.pack("<Q", a & 0xFFFFFFFFFFFFFFFF) for a in (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    )
    code = [struct.unpack_from("=HBBI", program, 8 * i) for i in range(len(program) // 8)]
    accumulator, at = 0, 0
    while True:
        op, yes, no, k = code[at]
        at += 1
        if op == 0x20:
            accumulator = struct.unpack_from("<I", data, k)[0]
        elif op == 0x54:
            accumulator &= k
        elif op == 0x06:
            return int(k)
        else:
            holds = {0x15: accumulator == k, 0x35: accumulator >= k, 0x45: bool(accumulator & k)}[op]
            at += yes if holds else no


@pytest.fixture(params=["x86_64", "aarch64"])
def machine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def ask(machine: str, name: str, *arguments: int, abi: int = 7, checker: bool = False) -> int:
    program = seccomp.for_pid(seccomp.build(machine, abi, receive_descriptors=checker), PID)
    return run(program, AUDIT_ARCH[machine], numbers(machine)[name], *arguments)


def refused(code: int) -> bool:
    return code == 0x00050000 | errno.EPERM


def test_unlisted_calls_are_refused_and_newer_ones_are_absent(machine: str) -> None:
    program = seccomp.build(machine, 7)
    known = {numbers(machine)[name] for name in numbers(machine)}
    unlisted = next(n for n in range(NEWEST_KNOWN) if n not in known)
    assert refused(run(program, AUDIT_ARCH[machine], unlisted))
    assert run(program, AUDIT_ARCH[machine], NEWEST_KNOWN + 1) == 0x00050000 | errno.ENOSYS
    assert ask(machine, "clone3") == 0x00050000 | errno.ENOSYS


def test_another_architecture_is_killed(machine: str) -> None:
    program = seccomp.build(machine, 7)
    assert run(program, 0x40000003, 1) == KILL


def test_x32_calls_are_killed() -> None:
    assert run(seccomp.build("x86_64", 7), AUDIT_ARCH["x86_64"], 0x40000001) == KILL


@pytest.mark.parametrize(
    "name", ["memfd_create", "unshare", "mount", "sendmsg", "recvmsg", "pidfd_open", "execve", "wait4"]
)
def test_calls_that_open_doors_are_refused(machine: str, name: str) -> None:
    assert refused(ask(machine, name))


def test_only_the_checker_receives_descriptors(machine: str) -> None:
    assert ask(machine, "recvmsg", checker=True) == ALLOW


def test_threads_may_be_made_but_not_processes_or_namespaces(machine: str) -> None:
    thread = 0x3D0F00
    assert ask(machine, "clone", thread) == ALLOW
    assert refused(ask(machine, "clone", 17))  # fork: SIGCHLD
    assert refused(ask(machine, "clone", thread | 0x10000000))  # a user namespace on the side
    assert refused(ask(machine, "clone", 0x00004111))  # vfork


def test_signals_and_limits_reach_only_the_process_itself(machine: str) -> None:
    for name in ("kill", "tgkill"):
        assert ask(machine, name, PID) == ALLOW
        assert refused(ask(machine, name, 1))
        assert refused(ask(machine, name, 0))
        assert refused(ask(machine, name, -1))
        for number in (9, 19):
            assert refused(ask(machine, name, PID, *((number,) if name == "kill" else (PID, number))))
        assert ask(machine, name, PID, *((6,) if name == "kill" else (9, 6))) == ALLOW
    assert ask(machine, "prlimit64", 0) == ALLOW
    assert ask(machine, "prlimit64", PID) == ALLOW
    assert refused(ask(machine, "prlimit64", 1))


def test_shared_anonymous_and_growing_memory_is_refused(machine: str) -> None:
    assert ask(machine, "mmap", 0, 4096, 3, 0x22) == ALLOW  # private, anonymous
    assert ask(machine, "mmap", 0, 4096, 1, 0x01) == ALLOW  # a shared file
    assert refused(ask(machine, "mmap", 0, 4096, 3, 0x21))
    assert refused(ask(machine, "mmap", 0, 4096, 3, 0x23))  # shared-validate, anonymous
    assert refused(ask(machine, "mmap", 0, 4096, 3, 0x122))  # grows down


def test_sockets_pair_but_never_carry_an_address(machine: str) -> None:
    assert ask(machine, "socketpair", 1, 1) == ALLOW
    assert refused(ask(machine, "socketpair", 2, 1))
    assert ask(machine, "sendto", 3, 0x1000, 4, 0, 0) == ALLOW
    assert refused(ask(machine, "sendto", 3, 0x1000, 4, 0, 0x2000))
    assert refused(ask(machine, "sendto", 3, 0x1000, 4, 0, 0x2000 << 32))  # only the high half set


def test_owner_signal_and_lease_of_a_descriptor_are_refused(machine: str) -> None:
    assert ask(machine, "fcntl", 3, 6) == ALLOW  # a lock
    for command in (8, 10, 1024, 1026, 1031):
        assert refused(ask(machine, "fcntl", 3, command))
    assert ask(machine, "fcntl", 3, 4, 0o4000) == ALLOW  # non-blocking
    assert refused(ask(machine, "fcntl", 3, 4, 0o20000))  # O_ASYNC
    assert refused(ask(machine, "fcntl", 3, 8 | (1 << 32)))  # the high half is ignored by the kernel too


def test_an_older_landlock_closes_truncation_here(machine: str) -> None:
    assert ask(machine, "truncate", 0, 0, abi=7) == ALLOW
    assert refused(ask(machine, "truncate", 0, 0, abi=2))
    assert ask(machine, "openat", 0, 0, 0o1000, abi=7) == ALLOW
    assert refused(ask(machine, "openat", 0, 0, 0o1000, abi=2))  # O_RDONLY | O_TRUNC
    assert ask(machine, "openat", 0, 0, 0o1001, abi=2) == ALLOW  # writing is Landlock's to judge
    assert ask(machine, "openat", 0, 0, 0, abi=2) == ALLOW


def test_the_zygotes_pid_is_never_in_a_childs_filter(machine: str) -> None:
    program = seccomp.build(machine, 7)
    mine, other = seccomp.for_pid(program, 7), seccomp.for_pid(program, 8)
    assert mine != other
    assert struct.pack("=I", 0x5A5A5A5A) not in mine


def test_a_program_is_started_by_its_own_three_pointers_or_not_at_all(machine: str) -> None:
    start = (0x7F0012345678, 0x7F00AAAA0010, 0x7F00AAAA0020)
    program = seccomp.for_pid(seccomp.build(machine, 7, start=start), PID)

    def asks(*pointers: int) -> int:
        return run(program, AUDIT_ARCH[machine], numbers(machine)["execve"], *pointers)

    assert asks(*start) == ALLOW
    for place in range(3):
        for flipped in (1, 1 << 31, 1 << 32, 1 << 46):
            assert refused(asks(*(p ^ flipped if at == place else p for at, p in enumerate(start))))
    assert refused(run(program, AUDIT_ARCH[machine], numbers(machine)["execveat"], *start))
    assert refused(ask(machine, "execve", *start)), "a child that stays Python starts nothing"


def test_the_program_fits_the_kernels_limit(machine: str) -> None:
    assert len(seccomp.build(machine, 2)) // 8 <= 4096
