# Opens a private file in the user's home.
# proof: secret
def attack(arg):
    return open(arg["secret"]).read()
