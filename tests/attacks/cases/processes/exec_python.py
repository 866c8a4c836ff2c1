# Starts a fresh interpreter in its place.
# proof: stdout
import os
import sys


def attack(arg):
    os.execv(os.path.realpath(sys.executable), ["python3", "-I", "-S", "-c", f"print('executed {arg['marker']}')"])
