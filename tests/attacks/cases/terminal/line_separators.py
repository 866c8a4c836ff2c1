# Breaks lines where a cleaner does not look.
def attack(arg):
    print("VISIBLE a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i")
    return 0
