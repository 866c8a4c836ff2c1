# Returns at once a value whose conversion never ends.
# expect: time_limit_exceeded|protocol_error|runtime_error
# control: none, because nothing converts the value unconfined
class Endless(list):
    def __iter__(self):
        while True:
            yield 0

    def __len__(self):
        return 10**9


def attack(arg):
    return Endless()
