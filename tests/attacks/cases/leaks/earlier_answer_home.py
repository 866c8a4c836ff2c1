# Leaves a file in HOME for the next answer.
# proof: secret
# rounds: 2
# control: none, because the control's home is the tester's
import os


def attack(arg):
    path = os.path.expanduser("~/drill-note.txt")
    if arg["round"] == 1:
        open(path, "w").write(arg["note"])
        return None
    return open(path).read()
