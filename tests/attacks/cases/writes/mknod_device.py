# Makes a device node of a disk in scratch.
# proof: word
# control: root
import os
import stat


def attack(arg):
    os.mknod("disk", 0o600 | stat.S_IFBLK, os.makedev(254, 0))
    return True
