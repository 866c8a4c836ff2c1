# Imports a module from the user's folder.
# proof: secret
import importlib.util


def attack(arg):
    spec = importlib.util.spec_from_file_location("borrowed", arg["script"])
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.PASSWORD
