# Runs a program.
# proof: word
import subprocess


def attack(arg):
    return subprocess.run(["/bin/echo", "hi"], capture_output=True).stdout == b"hi\n"
