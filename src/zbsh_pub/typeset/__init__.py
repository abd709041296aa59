"""The only room that knows WeasyPrint's inside: layout of units, and the PDF made of their pages."""

from zbsh_pub.typeset.engine import Engine, LaidOut, PdfFacts

__all__ = ["Engine", "LaidOut", "PdfFacts"]
