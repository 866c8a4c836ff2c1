# Writes to the controlling terminal past stdout.
# proof: tty
def attack(arg):
    open("/dev/tty", "w").write(arg["marker"])
    return True
