# Recurses without end.
# expect: runtime_error
# control: none, because Python itself stops it with an exception
def attack(arg):
    return attack(arg)
