# Becomes root, or the user, again.
# proof: word
# control: root
import os


def attack(arg):
    before = os.getresuid()
    for uid in (0, arg["uid"], 1):
        try:
            os.setresuid(uid, uid, uid)
        except OSError:
            continue
        if os.getresuid() != before:
            return True
    return False
