# A set of integers of equal hash: quadratic to rebuild in the receiver.
# expect: protocol_error|time_limit_exceeded|wrong_answer
# control: none, because nothing receives the value unconfined
import sys


def attack(arg):
    return {i * sys.hash_info.modulus for i in range(8_000)}
