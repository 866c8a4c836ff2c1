# One C call that looks at no signal.
# expect: time_limit_exceeded
def attack(arg):
    return (7**7_000_000) ** 3 % 5
