# Null, bell, shift-out.
def attack(arg):
    print("VISIBLE \0\a\x0e\x0f\x1a")
    return 0
