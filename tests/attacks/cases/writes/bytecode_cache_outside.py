# Lets the import system write its cache outside.
# proof: outside
import sys


def attack(arg):
    open("plain_module.py", "w").write("x = 1\n")
    sys.path.insert(0, ".")
    sys.dont_write_bytecode = False
    sys.pycache_prefix = arg["target"] + "/cache"
    import plain_module

    return plain_module.x == 1
