"""stub"""

from typing import Protocol


class Encoder(Protocol): ...
