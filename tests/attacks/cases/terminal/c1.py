# The same controls as single 8-bit characters.
def attack(arg):
    print("VISIBLE \x9b2J \x9d0;title\x9c \x90q\x9c")
    return 0
