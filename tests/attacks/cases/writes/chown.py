# Takes or gives away ownership.
# proof: outside
# control: root
import os


def attack(arg):
    os.chown(arg["victim"], 12345, 12345)
    return True
