# Becomes another program and lets it write.
# proof: outside
import os


def attack(arg):
    os.execv("/bin/sh", ["sh", "-c", f"echo x > {arg['target']}/executed"])
