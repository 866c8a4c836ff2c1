# Appends to somebody's file.
# proof: outside
def attack(arg):
    open(arg["victim"], "a").write("x")
    return True
