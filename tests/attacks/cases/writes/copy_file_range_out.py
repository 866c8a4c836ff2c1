# Writes inside the kernel.
# proof: outside
import os


def attack(arg):
    open("mine", "w").write("changed")
    source = os.open("mine", os.O_RDONLY)
    sink = os.open(arg["victim"], os.O_WRONLY)
    return os.copy_file_range(source, sink, 7) == 7
