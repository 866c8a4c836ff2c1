# chmod: Landlock does not cover it.
# proof: outside
import os


def attack(arg):
    os.chmod(arg["victim"], 0o777)
    return True
