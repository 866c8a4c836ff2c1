# Executes a file it wrote to scratch.
# proof: stdout
import os


def attack(arg):
    with open("tool", "w") as out:
        out.write(f"#!/bin/sh\necho executed {arg['marker']}\n")
    os.chmod("tool", 0o700)
    os.execv("tool", ["tool"])
