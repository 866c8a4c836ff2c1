# Hides text in tag characters.
def attack(arg):
    print("VISIBLE \U000e0061\U000e0062")
    return 0
