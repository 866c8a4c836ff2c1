# Locks memory so that nobody else can have it.
# expect: runtime_error|memory_limit_exceeded|wrong_answer
# control: none, because the tester's own limit decides
import ctypes


def attack(arg):
    assert ctypes.CDLL(None).mlockall(3) == 0
    return True
