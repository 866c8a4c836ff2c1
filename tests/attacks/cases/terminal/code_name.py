# Controls in the names that a traceback prints.
# silent: yes
def attack(arg):
    code = compile("def f():\n    raise ValueError('VISIBLE')\nf()", "\x1b]0;t\x07\u202e.py", "exec")
    exec(code, {})
