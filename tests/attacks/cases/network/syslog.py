# Writes to the machine's log.
# proof: word
# control: none, because most test machines run no log service
import socket


def attack(arg):
    line = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    line.connect("/dev/log")
    return True
