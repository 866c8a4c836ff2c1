"""Grading.  Code: judge, checker, compare, diagnose, growth.  Text: key points.

judge      the parent's side: zygote pairs, clocks and limits, outcomes; never parses a submission's values
checker    the confined process that holds tests, oracle and reference; its main loop
proxy      `solution.f(x)` in a test: a call over the wire, or into a program that runs here
compare    close, equal: typed comparison with a message a learner can use
diagnose   which named mistake gives the same outputs
growth     how CPU time grows with size
document   a Verdict as the JSON of the command line
"""
