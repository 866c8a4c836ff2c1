# Reads the environment that it was born with.
# proof: secret
def attack(arg):
    return open("/proc/self/environ").read()
