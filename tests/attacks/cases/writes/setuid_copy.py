# Makes a set-uid program in scratch.
# proof: word
import os


def attack(arg):
    open("tool", "wb").write(b"#!/bin/sh\n")
    os.chmod("tool", 0o4755)
    return bool(os.stat("tool").st_mode & 0o4000) and os.stat("tool").st_uid == arg["uid"]
