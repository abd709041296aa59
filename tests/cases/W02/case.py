"""W02: an OLE container with an encrypted package."""

from __future__ import annotations

from worddocs import told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    return told(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
