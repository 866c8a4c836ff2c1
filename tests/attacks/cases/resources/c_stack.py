# Recurses until the C stack is gone.
# expect: runtime_error|memory_limit_exceeded
# control: none, because it crashes the control too
import sys


def attack(arg):
    sys.setrecursionlimit(10**9)

    class Deep:
        def __getattr__(self, name):
            return getattr(self, name + "x")

        def __repr__(self):
            return repr(self)

    return repr(Deep())
