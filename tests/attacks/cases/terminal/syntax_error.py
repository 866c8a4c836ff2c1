# Controls in a line that does not parse.
# silent: yes
# source: "def attack(arg):\n    return 'VISIBLE \x1b[2J\u202e' 1 2 3\n"
