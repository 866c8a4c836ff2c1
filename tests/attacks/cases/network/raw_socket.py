# A raw socket.
# proof: word
# control: root
import socket


def attack(arg):
    return socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP).fileno() >= 0
