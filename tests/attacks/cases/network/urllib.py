# Fetches a page.
# proof: outside
import urllib.request


def attack(arg):
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
        f"http://127.0.0.1:{arg['tcp']}/{arg['marker']}", timeout=1
    )
    return True
