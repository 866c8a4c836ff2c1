# Fills the disk through many files below the file-size limit.
# expect: runtime_error|output_limit_exceeded|memory_limit_exceeded|time_limit_exceeded
# proof: scratch
# control: none, because it would fill the disk
def attack(arg):
    for i in range(4000):
        with open(f"f{i}", "wb") as out:
            out.write(b"x" * (1 << 20))
    return True
