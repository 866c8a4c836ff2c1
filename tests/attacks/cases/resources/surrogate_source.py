# Source that cannot be written as UTF-8.
# expect: syntax_error|runtime_error|wrong_answer
# source: "def attack(arg):\n    return '\udc80'\n"
# control: none, because Python itself refuses it
