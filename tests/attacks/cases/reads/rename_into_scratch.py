# Moves a file into scratch, reads it, moves it back.
# proof: secret
import os


def attack(arg):
    path = arg["target"] + "/moved.txt"
    os.rename(path, "mine.txt")
    try:
        return open("mine.txt").read()
    finally:
        os.rename("mine.txt", path)
