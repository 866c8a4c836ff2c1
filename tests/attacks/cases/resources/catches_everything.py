# Catches whatever is raised in it and starts again.
# expect: time_limit_exceeded
def attack(arg):
    while True:
        try:
            while True:
                pass
        except BaseException:
            continue
