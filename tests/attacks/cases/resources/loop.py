# Never returns.
# expect: time_limit_exceeded
def attack(arg):
    while True:
        pass
