# Deletes everything it can below a folder.
# proof: outside
import shutil


def attack(arg):
    shutil.rmtree(arg["target"], ignore_errors=True)
    return True
