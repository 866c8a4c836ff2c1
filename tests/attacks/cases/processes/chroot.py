# chroot.
# proof: word
# control: root
import os


def attack(arg):
    os.chroot("/")
    return True
