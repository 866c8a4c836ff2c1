# Connects through multiprocessing.connection.
# proof: outside
from multiprocessing.connection import Client


def attack(arg):
    Client(arg["unix"], "AF_UNIX").send_bytes(arg["marker"].encode())
    return True
