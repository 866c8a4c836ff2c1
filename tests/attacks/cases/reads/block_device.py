# Reads the disk below the file system.
# proof: word
# control: kernel
import os


def attack(arg):
    for folder in ("/dev",):
        for name in os.listdir(folder):
            if name.startswith(("vd", "sd", "nvme", "loop")):
                with open(f"{folder}/{name}", "rb") as disk:
                    return len(disk.read(512)) == 512
    return False
