# Logs to a file outside.
# proof: outside
import logging


def attack(arg):
    handler = logging.FileHandler(arg["victim"])
    handler.emit(logging.makeLogRecord({"msg": "x"}))
    handler.close()
    return True
