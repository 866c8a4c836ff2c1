# A pool of processes.
# proof: word
import multiprocessing


def attack(arg):
    with multiprocessing.get_context("fork").Pool(2) as pool:
        return pool.map(abs, [-1, -2]) == [1, 2]
