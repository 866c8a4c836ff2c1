# Lists the machine's mounts.
# proof: word
def attack(arg):
    return "/" in open("/proc/mounts").read()
