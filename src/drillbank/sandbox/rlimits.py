"""Resource limits of a child.  RLIMIT_AS is wide (torch maps 3.3 GB), but present: it bounds page tables."""

from __future__ import annotations

import resource

MIB = 1 << 20
ADDRESS_SPACE_BYTES = 8 << 30
WIDE_ADDRESS_SPACE_BYTES = 64 << 30  # each WebAssembly memory of node reserves some 10 GB that it does not fill
FILE_BYTES = 64 * MIB
OPEN_FILES = 256
CPU_CEILING_S = 3600  # of a waiting child; lowered when its job is known
CHECKER_DATA_BYTES = 2 << 30
DATA_SLACK_BYTES = 96 * MIB  # arenas, thread stacks and import-time tables beyond the memory that is judged


def _set(kind: int, soft: int, hard: int | None = None) -> None:
    """Lower a limit; never above the hard limit that is already there."""
    ceiling = resource.getrlimit(kind)[1]
    hard = soft if hard is None else hard
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(kind, (soft, hard))


def waiting(address_space_bytes: int = ADDRESS_SPACE_BYTES) -> None:
    """Limits that hold from the fork on."""
    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_FSIZE, FILE_BYTES)
    _set(resource.RLIMIT_NOFILE, OPEN_FILES)
    _set(resource.RLIMIT_AS, address_space_bytes)
    _set(resource.RLIMIT_MEMLOCK, 0)
    _set(resource.RLIMIT_MSGQUEUE, 0)
    _set(resource.RLIMIT_SIGPENDING, 64)  # counted per user over all namespaces: a flood would starve the user
    _set(resource.RLIMIT_STACK, 8 * MIB, 64 * MIB)
    _set(resource.RLIMIT_CPU, CPU_CEILING_S)


def for_checker() -> None:
    """The checker's own bound: what an answer returned may not make it grow without end."""
    _set(resource.RLIMIT_DATA, CHECKER_DATA_BYTES)


def for_job(cpu_s: float, memory_bytes: int, data_baseline_bytes: int) -> None:
    """Limits of one job: CPU seconds in all, memory above what the empty runtime takes."""
    whole = max(1, int(cpu_s + 0.999))
    _set(resource.RLIMIT_CPU, whole, whole + 1)
    _set(resource.RLIMIT_DATA, data_baseline_bytes + memory_bytes + DATA_SLACK_BYTES)
