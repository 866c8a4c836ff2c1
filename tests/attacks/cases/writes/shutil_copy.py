# Copies a file outside.
# proof: outside
import shutil


def attack(arg):
    open("mine", "w").write("x")
    shutil.copy("mine", arg["target"] + "/copied")
    return True
