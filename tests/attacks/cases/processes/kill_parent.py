# Kills its parent: the zygote.
# proof: word
# control: none, because the control's parent is the test itself
import os
import signal


def attack(arg):
    os.kill(os.getppid(), signal.SIGUSR2)
    return os.getppid() > 1
