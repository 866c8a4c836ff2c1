# Lowers the zygote's limits, so that later answers fail.
# proof: word
# control: none, because the control's parent is the test itself
import os
import resource


def attack(arg):
    soft, hard = resource.prlimit(os.getppid(), resource.RLIMIT_CORE)
    resource.prlimit(os.getppid(), resource.RLIMIT_CORE, (soft, hard))
    return True
