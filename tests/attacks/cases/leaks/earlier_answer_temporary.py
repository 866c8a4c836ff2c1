# Leaves a file in the temporary folder for the next answer.
# proof: secret
# rounds: 2
import glob
import tempfile


def attack(arg):
    if arg["round"] == 1:
        open(tempfile.gettempdir() + "/" + arg["marker"], "w").write(arg["note"])
        return None
    return [open(name).read() for name in glob.glob(tempfile.gettempdir() + "/" + arg["marker"])]
