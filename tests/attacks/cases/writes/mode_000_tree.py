# Leaves folders without any permission in scratch.
# proof: scratch
# control: none, because only the cleaning afterwards is under attack
import os


def attack(arg):
    for i in range(20):
        os.makedirs(f"locked{i}/inner")
        open(f"locked{i}/inner/file", "w").write(arg["marker"])
    for i in range(20):
        for path in (f"locked{i}/inner", f"locked{i}"):
            try:
                os.chmod(path, 0)
            except OSError:
                os.umask(0o777)
    os.mkdir("dark")
    return True
