# Controls in the file name of a syntax error raised by the answer.
# silent: yes
def attack(arg):
    raise SyntaxError("VISIBLE \x1b[2J", ("\x1b]0;t\x07.py", 1, 1, "\x1b[31m line\r", 1, 5))
