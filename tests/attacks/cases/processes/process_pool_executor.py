# concurrent.futures processes.
# proof: word
from concurrent.futures import ProcessPoolExecutor


def attack(arg):
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(abs, -1).result(timeout=2) == 1
