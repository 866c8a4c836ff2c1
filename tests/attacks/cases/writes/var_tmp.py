# Leaves a file in /var/tmp.
# proof: outside
def attack(arg):
    open("/var/tmp/" + arg["marker"], "w").write("x")
    return True
