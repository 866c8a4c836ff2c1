"""Run untrusted code confined: limits, layers, worker, wire format, probes.  Knows no questions.

Who is who (one file each):

    runtime      what an interpreter may read, by the distributions it needs
    launch       the exec'd process: namespaces, imports, privileges, then the zygote's loop
    zygote       forks confined children on a one-byte command; never reads a job
    confine      what a child does to itself before it reads its job, layer by layer
    landlock, seccomp, namespaces, privileges, rlimits, scratch, cgroup      one layer each
    wire         plain typed data over a socket pair
    solution     serves an answer's functions over the wire, inside a confined child
    node         the same for JavaScript: a confined child becomes node and serves the same wire
    supervisor   the parent's handles: start, spawn, watch, kill, usage
    probes       canaries: each layer tried, not read off a version
"""
