# Reads our own question files: they hold the answers.
# proof: word
def attack(arg):
    return len(open(arg["bank"]).read()) > 10
