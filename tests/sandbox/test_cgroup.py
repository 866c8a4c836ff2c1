"""A cgroup scope where one is delegated; here on folders that look like one, since CI seldom has a delegation."""

from __future__ import annotations

from pathlib import Path

from drillbank.sandbox import cgroup

MOUNTS = "29 23 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n30 23 0:27 / /proc rw - proc proc rw\n"


def test_the_own_folder_is_found_by_mount_and_membership() -> None:
    assert cgroup.own(MOUNTS, "0::/user.slice/a.scope\n") == Path("/sys/fs/cgroup/user.slice/a.scope")
    assert cgroup.own("", "0::/a\n") is None
    assert cgroup.own(MOUNTS, "4:memory:/a\n") is None


def test_without_memory_and_pids_there_is_no_scope(tmp_path: Path) -> None:
    (tmp_path / "cgroup.subtree_control").write_text("cpu memory\n")
    assert cgroup.make_below(tmp_path) is None
    assert [path.name for path in tmp_path.iterdir()] == ["cgroup.subtree_control"]


def test_a_scope_has_limits_takes_processes_and_goes(tmp_path: Path) -> None:
    (tmp_path / "cgroup.subtree_control").write_text("cpu memory pids\n")
    scope = cgroup.make_below(tmp_path)
    assert scope is not None
    assert int((scope.folder / "memory.max").read_text()) == cgroup.MEMORY_MAX_BYTES
    assert int((scope.folder / "pids.max").read_text()) == cgroup.PIDS_MAX
    scope.add(1234)
    assert (scope.folder / "cgroup.procs").read_text() == "1234"
    for file in scope.folder.iterdir():
        file.unlink()  # the kernel's files vanish with the folder
    scope.remove()
    assert (scope.folder / "cgroup.kill").read_text() == "1"
