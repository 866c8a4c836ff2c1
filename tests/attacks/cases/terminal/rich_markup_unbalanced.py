# Markup that makes the renderer fail.
# keeps: [/] [/bold] [[ ]] [
def attack(arg):
    print("VISIBLE [/] [/bold] [[ ]] [")
    return 0
