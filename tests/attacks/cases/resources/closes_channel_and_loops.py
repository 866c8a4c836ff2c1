# Closes its channel while being imported and burns time.
# expect: protocol_error|runtime_error|time_limit_exceeded
# control: none, because there is no channel unconfined
import os

os.closerange(0, 256)
while True:
    pass
