# Burns time in several threads and returns never.
# expect: time_limit_exceeded
import threading


def spin():
    while True:
        pass


def attack(arg):
    crew = [threading.Thread(target=spin) for _ in range(8)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
