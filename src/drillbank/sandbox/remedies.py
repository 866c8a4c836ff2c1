"""What a missing layer reopens and how to get it, in plain words."""

from __future__ import annotations

_REMEDY = {
    "landlock": (
        "Landlock needs Linux 5.13 or newer with `landlock` in the boot parameter lsm=… (stock Debian 12, Ubuntu "
        "22.04, Fedora 35 and RHEL 9.2 have it; in a container the host's kernel counts; on WSL2 run `wsl --update`). "
        "Every job but running code still works."
    ),
    "seccomp": (
        "seccomp filters need a kernel with CONFIG_SECCOMP_FILTER on x86-64 or arm64, and a container profile that "
        "allows seccomp(2) (Docker's default does). Every job but running code still works."
    ),
    "no_new_privs": "no_new_privs needs Linux 3.5 or newer. Every job but running code still works.",
    "rlimits": "setrlimit was refused: start drillbank outside the wrapper that filters it.",
    "node": "It was found, and does not run confined here; a node from nodejs.org or from the distribution does.",
    "zygote": "Run `drillbank doctor` for details; reinstalling the environment (delete .venv) mends a broken Python.",
}
REOPENS = {
    "landlock": "an answer could read your files and our answers",
    "seccomp": "an answer could open sockets, start processes and signal others",
    "rlimits": "an answer could fill memory, disk and processor",
    "no_new_privs": "an answer could gain rights by a set-uid program",
    "namespaces": "an answer shares the machine's process and network names (seccomp refuses their use)",
    "cgroup": "memory is held by sampling and rlimits instead of by the kernel",
}


def of_layer(layer: str) -> str:
    """How to get ``layer``."""
    return _REMEDY.get(layer, "Run `drillbank doctor` for details. Every job but running code still works.")


def of_platform(platform: str) -> str:
    """What to do on a system where code cannot be confined."""
    if platform == "win32":
        return "Use WSL2 (`wsl --install`): there everything works. Here every job but running code works."
    return "Run code on Linux (a virtual machine or a container will do). Here every job but running code works."
