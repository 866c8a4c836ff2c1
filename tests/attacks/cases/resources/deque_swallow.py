# collections.deque eating an endless iterator.
# expect: time_limit_exceeded
import collections
import itertools


def attack(arg):
    return len(collections.deque(itertools.count(), maxlen=0))
