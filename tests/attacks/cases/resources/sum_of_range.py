# A C loop over an endless iterator.
# expect: time_limit_exceeded
import itertools


def attack(arg):
    return sum(itertools.repeat(1))
