# Reads the judge's own source.
# proof: word
def attack(arg):
    return "drillbank" in open(arg["package"] + "/errors.py").read()
