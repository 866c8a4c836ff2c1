# A link that shows another address.
def attack(arg):
    print("VISIBLE \x1b]8;;file:///etc/passwd\x1b\\docs\x1b]8;;\x1b\\")
    return 0
