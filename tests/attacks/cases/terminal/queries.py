# Asks the terminal to type an answer.
def attack(arg):
    print("VISIBLE \x1b[c \x1b[6n \x1b[>0q \x1b[21t \x05")
    return 0
