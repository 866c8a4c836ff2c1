# Finds the desktop's sockets in the environment.
# proof: word
# control: none, because a test machine has no desktop
import os


def attack(arg):
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "SSH_AUTH_SOCK"))
