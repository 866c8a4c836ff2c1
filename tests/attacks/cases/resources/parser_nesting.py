# Source nested too deep for a parser.
# expect: syntax_error|runtime_error|memory_limit_exceeded
# source: "(" * 200_000 + ")" * 200_000
# control: none, because it may crash the control's own parser
