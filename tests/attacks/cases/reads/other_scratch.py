# Looks for the scratch folders of other answers.
# proof: secret
import os


def attack(arg):
    found = []
    for folder, _, names in os.walk(arg["scratch_root"]):
        found += [open(os.path.join(folder, name)).read() for name in names]
    return found
