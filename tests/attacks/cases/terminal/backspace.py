# Overprints by backspaces and deletes.
def attack(arg):
    print("VISIBLE wrong" + "\b" * 5 + "right" + "\x7f" * 3)
    return 0
