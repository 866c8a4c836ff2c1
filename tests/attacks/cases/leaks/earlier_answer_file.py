# Leaves a file in scratch for the next answer.
# proof: secret
# rounds: 2
import os


def attack(arg):
    if arg["round"] == 1:
        for name in ("note", ".note", "a\nb"):
            open(name, "w").write(arg["note"])
        return None
    return [open(name).read() for name in os.listdir(".") if os.path.isfile(name)]
