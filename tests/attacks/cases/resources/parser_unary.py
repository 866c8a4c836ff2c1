# Source that makes a parser recurse in C.
# expect: syntax_error|runtime_error|memory_limit_exceeded
# source: "x = " + "-" * 300_000 + "1"
# control: none, because it may crash the control's own parser
