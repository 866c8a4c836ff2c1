# Walks down from the root to names in the user's home with glob.
# proof: secret
import glob


def attack(arg):
    return glob.glob(arg["home"] + "/**", recursive=True)
