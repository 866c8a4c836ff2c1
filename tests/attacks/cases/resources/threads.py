# A thousand threads.
# expect: runtime_error|memory_limit_exceeded|time_limit_exceeded
import threading
import time


def attack(arg):
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
    time.sleep(1)
    return threading.active_count() > 1000
