# Looks for the bank inside and beside the installed package.
# proof: word
# control: none, because a plain subprocess finds what the facts name; only the path is the same
import os


def attack(arg):
    found = []
    for top in (arg["package"], arg["package"] + "/_questions", arg["package"] + "/../../questions", arg["site"]):
        for folder, _, names in os.walk(top):
            found += [folder + "/" + name for name in names if name.endswith(".yaml")]
    return any(open(path).read(1) for path in found)
