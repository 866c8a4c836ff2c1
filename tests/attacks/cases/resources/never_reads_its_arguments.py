# Stops itself while being imported, so that nobody reads the channel.
# expect: time_limit_exceeded|runtime_error
# control: none, because there is no channel unconfined
import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
