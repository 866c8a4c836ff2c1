# Draws numbers that are the same in each grading: they came with the fork.
# proof: repeats
# control: none, because it is about two forks of one zygote
import random


def attack(arg):
    print([random.random() for _ in range(4)])
    return 0
