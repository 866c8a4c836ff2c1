# Prints without end.
# expect: output_limit_exceeded
def attack(arg):
    while True:
        print("x" * 1000)
