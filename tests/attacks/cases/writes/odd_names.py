# Leaves names with newlines, control codes, surrogates, and leading dashes.
# proof: scratch
# control: none, because only the cleaning afterwards is under attack
import os


def attack(arg):
    for name in (b"a\nb", b"\x1b[2J", b"\xff\xfe", b"-rf", b"*", b"x" * 255, b" ", b".hidden"):
        os.close(os.open(name, os.O_CREAT | os.O_WRONLY))
    return True
