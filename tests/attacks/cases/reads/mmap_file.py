# Maps a private file.
# proof: secret
import mmap
import os


def attack(arg):
    fd = os.open(arg["public"], os.O_RDONLY)
    return bytes(mmap.mmap(fd, 0, prot=mmap.PROT_READ))
