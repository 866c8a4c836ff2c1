# Thousands of kernel timers.
# expect: runtime_error|wrong_answer|time_limit_exceeded
# control: none, because only kernel memory is under attack
import ctypes


def attack(arg):
    libc, made = ctypes.CDLL(None), 0
    for _ in range(50_000):
        made += libc.syscall(arg["nr"]["timer_create"], 1, None, ctypes.byref(ctypes.c_int())) == 0
    return made >= 50_000
