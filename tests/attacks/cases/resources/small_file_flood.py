# A hundred thousand empty files.
# expect: runtime_error|output_limit_exceeded|memory_limit_exceeded|time_limit_exceeded|wrong_answer
# proof: scratch
# control: none, because only the cleaning afterwards is under attack
import os


def attack(arg):
    for i in range(100_000):
        os.close(os.open(f"f{i}", os.O_CREAT | os.O_WRONLY))
    return 0
