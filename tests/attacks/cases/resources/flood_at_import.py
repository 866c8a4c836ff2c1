# Prints without end while being imported.
# expect: output_limit_exceeded
while True:
    print("x" * 1000)
