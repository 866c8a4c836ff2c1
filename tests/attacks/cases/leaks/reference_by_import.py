# Looks for the reference among importable modules.
# proof: secret
# control: none, because a plain grader puts it in no module
import importlib


def attack(arg):
    found = []
    for name in ("reference", "oracle", "solution", "tests", "__main__", "answer", "checker", "drillbank"):
        try:
            found.append({k: repr(v)[:500] for k, v in vars(importlib.import_module(name)).items()})
        except ImportError:
            continue
    return str(found)[:100_000]
