# Writes to the user's terminal by its name.
# proof: tty
def attack(arg):
    open(arg["tty"], "w").write(arg["marker"])
    return True
