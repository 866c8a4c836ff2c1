# Overprints its own failure with "accepted".
def attack(arg):
    print("VISIBLE wrong\raccepted   ")
    return 0
