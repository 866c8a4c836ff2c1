# Opens a file that file permissions let everyone read.
# proof: secret
def attack(arg):
    return open(arg["public"]).read()
