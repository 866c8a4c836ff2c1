# Puts another process in the idle class.
# proof: outside
import os


def attack(arg):
    os.sched_setscheduler(arg["pid"], os.SCHED_IDLE, os.sched_param(0))
    return True
