"""seccomp: an allow-list of system calls as BPF; EPERM is the default, ENOSYS for what is newer than the list.

Built once per zygote; ``for_pid`` patches the child's own pid in after the fork, because a filter that named the
zygote's pid would let an answer lower the zygote's limits.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from collections.abc import Sequence

from drillbank.sandbox import libc
from drillbank.sandbox.syscalls import AUDIT_ARCH, NEWEST_KNOWN, numbers

_LD_W_ABS, _JEQ, _JGE, _JSET, _AND, _RET = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
_KILL_PROCESS, _ALLOW, _ERRNO = 0x80000000, 0x7FFF0000, 0x00050000
_NR, _ARCH, _ARGS = 0, 4, 16  # offsets in struct seccomp_data
_X32_BIT = 0x40000000
_PID_MARK = 0x5A5A5A5A  # where the child's own pid goes

CLONE_THREAD_FLAGS = 0x00010000 | 0x00000100 | 0x00000800  # THREAD | VM | SIGHAND
_CLONE_FORBIDDEN = 0x7E020000 | 0x00000080 | 0x00001000 | 0x00002000  # namespaces, NEWTIME, PIDFD, PTRACE

# Calls that are allowed whatever their arguments.
PLAIN = """
read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 close close_range fstat stat lstat
newfstatat statx lseek poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait
eventfd eventfd2 pipe pipe2 dup dup2 dup3 flock fsync fdatasync ftruncate fallocate fadvise64 readahead access
faccessat faccessat2 getcwd chdir fchdir getdents getdents64 mkdir mkdirat rmdir unlink unlinkat rename
renameat renameat2 readlink readlinkat statfs fstatfs sendfile copy_file_range umask munmap mprotect madvise
mremap brk msync mincore futex futex_waitv set_robust_list get_robust_list rseq set_tid_address arch_prctl
sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min
nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time times getrusage getpid gettid getppid
getuid geteuid getgid getegid getresuid getresgid getgroups uname sysinfo getrandom getcpu getpgrp getpgid
getsid getpriority exit exit_group rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigtimedwait
rt_sigsuspend sigaltstack restart_syscall alarm setitimer getitimer pause getrlimit setrlimit shutdown
getsockopt getsockname getpeername
""".split()

# Harmless shims: they answer success and do nothing (`shutil.copy` calls chmod and utime on its own file; Landlock
# does not cover either, so the real calls would reach files outside).
PRETEND = "chmod fchmod fchmodat fchmodat2 utime utimes futimesat utimensat".split()

# Absent, so that callers take their fallback.
ABSENT = "clone3 openat2".split()

# Extended attributes: the errno that `shutil` knows how to ignore.
UNSUPPORTED = """setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr removexattr
lremovexattr fremovexattr""".split()

FCNTL_ALLOWED = (
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    36,
    37,
    38,
    1030,
    1032,
)  # dup, flags, locks, pipe size; never owner, signal, lease
IOCTL_ALLOWED = (
    0x5401,
    0x5413,
    0x541B,
    0x5421,
    0x5450,
    0x5451,
)  # TCGETS, window size, FIONREAD, FIONBIO, close-on-exec
PRCTL_ALLOWED = (3, 15, 16, 23, 0x53564D41)  # dumpable?, name, bounding set?, anonymous vma name

_O_ACCMODE, _O_TRUNC = 3, 0o1000
_O_ASYNC = 0o20000


def _ins(code: int, k: int, jt: int = 0, jf: int = 0) -> bytes:
    return struct.pack("=HBBI", code, jt, jf, k & 0xFFFFFFFF)


def _ret(value: int) -> bytes:
    return _ins(_RET, value)


_DENY = _ret(_ERRNO | errno.EPERM)


def _low(argument: int) -> bytes:
    """Load the low 32 bits of an argument (little-endian machines)."""
    return _ins(_LD_W_ABS, _ARGS + 8 * argument)


def _high(argument: int) -> bytes:
    return _ins(_LD_W_ABS, _ARGS + 8 * argument + 4)


def _one_of(argument: int, values: tuple[int, ...]) -> list[bytes]:
    """Allow when the low half of ``argument`` is one of ``values``."""
    body = [_low(argument)]
    for value in values:
        body += [_ins(_JEQ, value, 0, 1), _ret(_ALLOW)]
    return [*body, _DENY]


def _own_pid(argument: int) -> list[bytes]:
    """Allow when ``argument`` is the process's own pid, or 0, which means itself."""
    body = [_low(argument), _ins(_JEQ, 0, 0, 1), _ret(_ALLOW)]
    return [*body, _ins(_JEQ, _PID_MARK, 0, 1), _ret(_ALLOW), _DENY]


def _own_signal(signal_argument: int) -> list[bytes]:
    """Allow a signal to the process itself, but SIGKILL and SIGSTOP: so that those always come from outside."""
    return [
        _low(0),
        _ins(_JEQ, _PID_MARK, 1, 0),
        _DENY,
        _low(signal_argument),
        _ins(_JEQ, 9, 0, 1),
        _DENY,
        _ins(_JEQ, 19, 0, 1),
        _DENY,
        _ret(_ALLOW),
    ]


def _exactly(addresses: Sequence[int]) -> list[bytes]:
    """Allow when the first arguments are these pointers: the caller's own buffers, of which nobody else knows."""
    body = []
    for argument, address in enumerate(addresses):
        for load, half in ((_low, address), (_high, address >> 32)):
            body += [load(argument), _ins(_JEQ, half, 1, 0), _DENY]
    return [*body, _ret(_ALLOW)]


def _without_address(argument: int) -> list[bytes]:
    """Allow when the pointer ``argument`` is NULL: both halves zero."""
    return [_low(argument), _ins(_JEQ, 0, 1, 0), _DENY, _high(argument), _ins(_JEQ, 0, 1, 0), _DENY, _ret(_ALLOW)]


def _open(flags: int, truncate_covered: bool) -> list[bytes]:
    """Before ABI 3 Landlock lets O_RDONLY|O_TRUNC empty a file that may only be read."""
    if truncate_covered:
        return [_ret(_ALLOW)]
    return [
        _low(flags),
        _ins(_JSET, _O_TRUNC, 0, 3),
        _ins(_AND, _O_ACCMODE),
        _ins(_JEQ, 0, 0, 1),
        _DENY,
        _ret(_ALLOW),
    ]


def _rules(
    names: dict[str, int], landlock_abi: int, receive_descriptors: bool, start: Sequence[int]
) -> dict[str, list[bytes]]:
    """Calls whose arguments decide."""
    truncate_covered = landlock_abi >= 3
    rules: dict[str, list[bytes]] = {
        "clone": [
            _low(0),
            _ins(_JSET, _CLONE_FORBIDDEN, 0, 1),
            _DENY,
            _ins(_AND, CLONE_THREAD_FLAGS),
            _ins(_JEQ, CLONE_THREAD_FLAGS, 0, 1),
            _ret(_ALLOW),
            _DENY,
        ],
        # Shared anonymous pages escape RLIMIT_DATA; MAP_GROWSDOWN escapes it through the stack's rules.
        "mmap": [
            _low(3),
            _ins(_JSET, 0x100, 0, 1),
            _DENY,
            _ins(_AND, 0x21),
            _ins(_JEQ, 0x21, 0, 1),
            _DENY,
            _ret(_ALLOW),
        ],
        "fcntl": [
            _low(1),
            _ins(_JEQ, 4, 0, 4),  # F_SETFL: never O_ASYNC
            _low(2),
            _ins(_JSET, _O_ASYNC, 0, 1),
            _DENY,
            _ret(_ALLOW),
            *_one_of(1, FCNTL_ALLOWED),
        ],
        "ioctl": _one_of(1, IOCTL_ALLOWED),
        "prctl": _one_of(0, PRCTL_ALLOWED),
        "prlimit64": _own_pid(0),
        "kill": _own_signal(1),
        "tgkill": _own_signal(2),
        "socketpair": _one_of(0, (1,)),
        "sendto": _without_address(4),
        "recvfrom": _without_address(4),
        "open": _open(1, truncate_covered),
        "openat": _open(2, truncate_covered),
        "truncate": [_ret(_ALLOW)] if truncate_covered else [_DENY],
    }
    if receive_descriptors:
        rules["recvmsg"] = [_ret(_ALLOW)]
    if start:
        rules["execve"] = _exactly(start)
        rules["capget"] = [_ret(_ALLOW)]  # node asks what it may do when it starts
    return {name: body for name, body in rules.items() if name in names}


def build(arch: str, landlock_abi: int, *, receive_descriptors: bool = False, start: Sequence[int] = ()) -> bytes:
    """The program for ``arch`` with the pid still open.

    ``receive_descriptors``: the checker may use recvmsg.  ``start``: the three pointers of the one execve by which a
    child becomes another program.
    """
    names = numbers(arch)
    program = [
        _ins(_LD_W_ABS, _ARCH),
        _ins(_JEQ, AUDIT_ARCH[arch], 1, 0),
        _ret(_KILL_PROCESS),
        _ins(_LD_W_ABS, _NR),
    ]
    if arch == "x86_64":
        program += [_ins(_JGE, _X32_BIT, 0, 1), _ret(_KILL_PROCESS)]
    program += [_ins(_JGE, NEWEST_KNOWN + 1, 0, 1), _ret(_ERRNO | errno.ENOSYS)]
    for group, answer in (
        (PLAIN, _ALLOW),
        (PRETEND, _ERRNO),
        (ABSENT, _ERRNO | errno.ENOSYS),
        (UNSUPPORTED, _ERRNO | errno.EOPNOTSUPP),
    ):
        for name in group:
            if name in names:
                program += [_ins(_JEQ, names[name], 0, 1), _ret(answer)]
    for name, body in _rules(names, landlock_abi, receive_descriptors, start).items():
        program += [_ins(_JEQ, names[name], 0, len(body)), *body]
    return b"".join([*program, _DENY])


def for_pid(program: bytes, pid: int) -> bytes:
    """The program with the caller's own pid in place of the mark."""
    for jumps in ((0, 1), (1, 0)):
        program = program.replace(_ins(_JEQ, _PID_MARK, *jumps), _ins(_JEQ, pid, *jumps))
    return program


class _Fprog(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


_SET_MODE_FILTER = 1


def install(program: bytes, number: int) -> None:
    """Install ``program`` on the calling thread for ever; ``number`` is seccomp(2)'s.  Raises OSError."""
    buffer = ctypes.create_string_buffer(program, len(program))
    header = _Fprog(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    libc.syscall(number, _SET_MODE_FILTER, 0, ctypes.byref(header))
