# A result of a type whose name holds controls.
# silent: yes
def attack(arg):
    return type("VISIBLE\x1b[2J\u202e", (), {"__module__": "\x1b]0;t\x07"})()
