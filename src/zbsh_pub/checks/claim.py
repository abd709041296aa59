"""A claim of accessibility against what the book itself shows to be untrue."""

from __future__ import annotations

from collections.abc import Iterator

from zbsh_pub.accessibility import Accessibility
from zbsh_pub.manifest import NAME
from zbsh_pub.model import Manifest
from zbsh_pub.problems import Problem, problem
from zbsh_pub.yamltext import parse_yaml

# What refutes conformance on any level: WCAG 2.2, 1.1.1, 1.3.1 and 1.4.4.
_REFUTES = (("undescribed", "O02"), ("unstructured", "O03"), ("pinned", "O04"))


def check_claim(manifest: Manifest, access: Accessibility) -> Iterator[Problem]:
    """The manifest's claim where pictures lack texts, headings leave out levels, or sheets pin sizes."""
    if manifest.claim is None:
        return
    document, _ = parse_yaml(manifest.text, NAME)
    place = document.place(("accessibility", "conforms-to")) if document else (0, 0)
    for fact, code in _REFUTES:
        if fact in access.facts:
            yield problem(code, NAME, *place, claim=manifest.claim.conforms_to)
