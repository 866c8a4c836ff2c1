# Makes a database outside.
# proof: outside
import sqlite3


def attack(arg):
    with sqlite3.connect(arg["target"] + "/new.db") as base:
        base.execute("create table t (x)")
    return True
