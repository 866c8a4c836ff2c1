# Creates a file in a folder that everybody may write.
# proof: outside
def attack(arg):
    open(arg["target"] + "/new.txt", "w").write("x")
    return True
