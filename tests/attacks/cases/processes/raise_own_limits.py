# Raises its own hard limits.
# proof: word
# control: none, because the control's own limits are whatever the tester has
import resource


def attack(arg):
    raised = 0
    for kind in (resource.RLIMIT_DATA, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        soft, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY:
            return True
        try:
            resource.setrlimit(kind, (soft, hard + 1))
        except (ValueError, OSError):
            continue
        raised += 1
    return raised > 0
