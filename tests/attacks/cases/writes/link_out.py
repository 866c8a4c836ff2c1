# Links a scratch file outside, so that it outlives the run.
# proof: outside
import os


def attack(arg):
    open("mine", "w").write("x")
    os.link("mine", arg["target"] + "/mine")
    return True
