# Makes C code write to a file it opened outside.
# proof: outside
import faulthandler


def attack(arg):
    with open(arg["victim"], "ab") as out:
        faulthandler.dump_traceback(out)
    return True
