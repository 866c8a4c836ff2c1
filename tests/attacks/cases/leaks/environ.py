# Reads the environment.
# proof: secret
import os


def attack(arg):
    return dict(os.environ)
