# Asks importlib for the package and its data.
# proof: word
# control: none, because the control runs without the package on its path
import importlib
import importlib.resources
import sys


def attack(arg):
    sys.path.append(arg["site"])
    sys.path.append(arg["package"] + "/..")
    importlib.import_module("drillbank.model")
    return any(p.name for p in importlib.resources.files("drillbank").iterdir())
