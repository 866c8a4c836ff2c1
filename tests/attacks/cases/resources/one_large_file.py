# One file of four gigabytes.
# expect: runtime_error|output_limit_exceeded|memory_limit_exceeded|time_limit_exceeded
# proof: scratch
# control: none, because it would fill the disk
def attack(arg):
    with open("big", "wb") as out:
        for _ in range(4096):
            out.write(b"x" * (1 << 20))
    return True
