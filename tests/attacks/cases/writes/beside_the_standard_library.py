# Plants a module beside the standard library.
# proof: outside
# control: none, because it would write into the Python that runs the tests
import os


def attack(arg):
    open(os.path.join(os.path.dirname(os.__file__), arg["marker"] + ".py"), "w").write("# harmless\n")
    return True
