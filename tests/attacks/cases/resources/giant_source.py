# A megabyte of source.
# expect: wrong_answer|memory_limit_exceeded
# source: "x = [\n" + "'aaaaaaaa', 12345678,\n" * 42_000 + "]\ndef attack(arg): return 0\n"
# control: none, because the weight of a source is not a matter of confinement
