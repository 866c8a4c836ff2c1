# Runs a script of the user's.
# proof: secret
import runpy


def attack(arg):
    return runpy.run_path(arg["script"])["PASSWORD"]
