# Makes itself real-time.
# proof: word
# control: root
import os


def attack(arg):
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
    return True
