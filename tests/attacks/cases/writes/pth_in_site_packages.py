# Plants a .pth, which every later Python would run.
# proof: outside
def attack(arg):
    open(f"{arg['site']}/{arg['marker']}.pth", "w").write("# harmless\n")
    return True
