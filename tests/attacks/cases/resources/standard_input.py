# Waits for somebody to type.
# expect: runtime_error
# control: none, because what standard input is depends on who runs the tests
def attack(arg):
    return input("password: ")
