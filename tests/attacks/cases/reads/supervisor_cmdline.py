# Reads the command line of the program that started it.
# proof: secret
def attack(arg):
    return open(f"/proc/{arg['reader']}/cmdline").read()
