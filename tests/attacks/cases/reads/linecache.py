# Reads source lines the way tracebacks do.
# proof: secret
import linecache


def attack(arg):
    return linecache.getlines(arg["public"])
