# Answers, but leaves a thread that the interpreter would wait for.
# expect: wrong_answer|time_limit_exceeded
# control: none, because what is attacked is the wait after the answer
import threading
import time


def attack(arg):
    threading.Thread(target=time.sleep, args=(10_000,)).start()
    return 0
