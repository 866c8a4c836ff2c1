# Waits on nothing.
# expect: time_limit_exceeded
import select


def attack(arg):
    select.select([], [], [])
