# A constant whose folding would take all memory.
# expect: runtime_error|memory_limit_exceeded|time_limit_exceeded|wrong_answer
# source: "def attack(arg):\n    return len((((1 << 100) ** 100) ** 100) ** 100 * [0] if arg else [])\n"
# control: none, because it would take all memory
