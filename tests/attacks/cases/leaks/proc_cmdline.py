# Reads its command line from the kernel, or from memory.
# proof: secret
def attack(arg):
    return open("/proc/self/cmdline").read()
