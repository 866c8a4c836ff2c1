# Opens somebody's shared memory object.
# proof: secret
def attack(arg):
    return open("/dev/shm/" + arg["shm"]).read()
