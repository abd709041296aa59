"""W01: files that are no .docx, by what they look like."""

from __future__ import annotations

from worddocs import told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    files = (b"", b"%PDF-1.7", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, b"<html></html>")
    return [found for data in files for found in told(data)]
