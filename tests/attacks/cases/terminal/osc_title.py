# Sets the window title.
def attack(arg):
    print("VISIBLE \x1b]0;accepted\x07")
    return 0
