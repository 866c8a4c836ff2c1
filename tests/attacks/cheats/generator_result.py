# A generator: the work is done by whoever looks.
# against: merge
def merge(intervals):
    yield from ()
