"""The only room that knows WeasyPrint's inside: units in, drawn pages out."""

from zbsh_pub.typeset.drawn import DrawnUnit
from zbsh_pub.typeset.engine import Engine, LaidOut

__all__ = ["DrawnUnit", "Engine", "LaidOut"]
