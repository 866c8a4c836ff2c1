# A pattern that backtracks for ages inside C.
# expect: time_limit_exceeded
import re


def attack(arg):
    return bool(re.match(r"(a+)+$", "a" * 60 + "b"))
