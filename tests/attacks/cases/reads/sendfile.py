# Sends a private file into a pipe.
# proof: secret
import os


def attack(arg):
    source = os.open(arg["public"], os.O_RDONLY)
    reader, writer = os.pipe()
    os.sendfile(writer, source, 0, 4096)
    return os.read(reader, 4096)
