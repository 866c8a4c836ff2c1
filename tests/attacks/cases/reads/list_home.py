# Lists the user's home: names alone are private.
# proof: secret
import os


def attack(arg):
    return os.listdir(arg["home"])
