# Takes a lock twice.
# expect: time_limit_exceeded
import threading


def attack(arg):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
