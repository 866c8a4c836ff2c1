# Markup of the renderer; it must stay text.
# keeps: [bold green]ACCEPTED[/bold green] [link=file:///x]y[/link] :smile:
def attack(arg):
    print("VISIBLE [bold green]ACCEPTED[/bold green] [link=file:///x]y[/link] :smile:")
    return 0
