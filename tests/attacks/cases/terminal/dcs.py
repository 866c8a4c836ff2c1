# A device control string.
def attack(arg):
    print('VISIBLE \x1bP$q"p\x1b\\ \x1b_Gpayload\x1b\\ \x1b^pm\x1b\\')
    return 0
