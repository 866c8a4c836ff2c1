# Prints 200 MB, then answers properly.
# expect: output_limit_exceeded
def attack(arg):
    for _ in range(200):
        print("x" * (1 << 20))
    return True
