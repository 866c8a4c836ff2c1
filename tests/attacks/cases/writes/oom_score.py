# Makes itself the last to be killed and others the first.
# proof: outside
def attack(arg):
    open(f"/proc/{arg['pid']}/oom_score_adj", "w").write("500")
    return True
