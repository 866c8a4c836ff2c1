# The same through the standard library.
# proof: outside
from multiprocessing import resource_tracker, shared_memory


def attack(arg):
    resource_tracker.register = lambda *a: None
    shared_memory.SharedMemory(name=arg["marker"], create=True, size=64)
    return True
