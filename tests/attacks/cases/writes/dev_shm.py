# Leaves shared memory behind.
# proof: outside
def attack(arg):
    open("/dev/shm/" + arg["marker"], "w").write("x")
    return True
