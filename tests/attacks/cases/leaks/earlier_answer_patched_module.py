# Patches a module of the runtime and finds the patch in the next answer.
# proof: secret
# rounds: 2
import json


def attack(arg):
    if arg["round"] == 1:
        json.note = arg["note"]
        return None
    return json.note
