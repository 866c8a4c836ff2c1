# Puts the user's folder on sys.path.
# proof: secret
import importlib
import os
import sys


def attack(arg):
    folder, name = os.path.split(arg["script"])
    sys.path.insert(0, folder)
    return importlib.import_module(name.removesuffix(".py")).PASSWORD
