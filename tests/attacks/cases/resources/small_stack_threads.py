# Threads with tiny stacks, by the low-level module, while errors are swallowed.
# expect: runtime_error|memory_limit_exceeded|time_limit_exceeded
import _thread
import time


def attack(arg):
    _thread.stack_size(32768)
    started = 0
    for _ in range(3000):
        try:
            _thread.start_new_thread(time.sleep, (30,))
            started += 1
        except RuntimeError:
            continue
    time.sleep(1)
    return started > 1000
