# Doubles a text.
# expect: memory_limit_exceeded
def attack(arg):
    text = "x"
    while True:
        text += text
