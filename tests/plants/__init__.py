"""All planted faults."""

from plants import colours, identity, inks, reading, sheets
from plants.fault import FAULTS, Fault

__all__ = ["FAULTS", "Fault", "colours", "identity", "inks", "reading", "sheets"]
