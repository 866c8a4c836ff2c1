# Opens the system's password hashes.
# proof: word
# control: root
def attack(arg):
    return len(open("/etc/shadow").read()) > 10
