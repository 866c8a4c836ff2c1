# Writes an extended attribute.
# proof: outside
# control: kernel
import os


def attack(arg):
    os.setxattr(arg["victim"], "user.mark", b"x")
    return True
