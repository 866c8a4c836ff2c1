# Reaches the file system through /proc/self/root.
# proof: secret
def attack(arg):
    return open("/proc/self/root" + arg["public"]).read()
