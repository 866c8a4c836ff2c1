# Lists the machine's connections.
# proof: word
def attack(arg):
    rows = open("/proc/net/tcp").read() + open("/proc/net/unix").read()
    return f":{arg['tcp']:04X} " in rows
