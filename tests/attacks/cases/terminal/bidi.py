# Turns the reading direction.
def attack(arg):
    print("VISIBLE \u202edetpecca\u202c \u2066x\u2069 \u200f")
    return 0
