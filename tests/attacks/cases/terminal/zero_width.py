# Hides text in characters of no width.
def attack(arg):
    print("VISIBLE ac\u200bcep\u200cted\u2060 \ufeff")
    return 0
