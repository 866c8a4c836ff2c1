# Leaves a file in /tmp.
# proof: outside
def attack(arg):
    open("/tmp/" + arg["marker"], "w").write("x")
    return True
