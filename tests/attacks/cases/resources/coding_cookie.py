# Source in an encoding that runs code of its own.
# expect: syntax_error|runtime_error|wrong_answer
# source: "# coding: unicode_escape\n# \\u000aimport os; os._exit(0)\ndef attack(arg):\n    return 0\n"
# control: none, because a text source has no coding
