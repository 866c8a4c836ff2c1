# Draws from tempfile names, uuid4 and secrets: all must differ between gradings.
# proof: repeats
# control: none, because it is about two forks of one zygote
import secrets
import tempfile
import uuid


def attack(arg):
    print([uuid.uuid4().hex, secrets.token_hex(8), next(tempfile._get_candidate_names())])
    return 0
