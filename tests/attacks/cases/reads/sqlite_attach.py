# Attaches somebody's database.
# proof: secret
import sqlite3


def attack(arg):
    base = sqlite3.connect(":memory:")
    base.execute("attach database ? as other", (arg["database"],))
    return base.execute("select text from other.notes").fetchone()[0]
