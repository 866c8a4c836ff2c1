# Clears the screen.
def attack(arg):
    print("VISIBLE \x1b[2J\x1b[H\x1b[31mred")
    return 0
