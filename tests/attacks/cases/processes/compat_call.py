# Calls by the 32-bit gate (int 0x80), where the numbers differ: 20 is getpid there.
# proof: word
# control: none, because not every kernel has the 32-bit gate
import ctypes
import mmap
import os
import platform


def attack(arg):
    if platform.machine() != "x86_64":
        return False
    page = mmap.mmap(-1, 4096, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, 7)
    page.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return ctypes.CFUNCTYPE(ctypes.c_int)(address)() == os.getpid()
