# A null byte in the source.
# expect: syntax_error
# source: "def attack(arg):\n    return '\0'\n"
# control: none, because Python itself refuses it
