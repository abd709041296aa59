"""How much a copy editor would look at in an issue, counted once for an equal article, house style and rules."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from zbsh_pub.cache import Store, key_of
from zbsh_pub.model import Issue
from zbsh_pub.program import CODE, folder_digest


def copy_findings(issue: Issue, store: Store) -> int:
    """How much a copy editor would look at; known for what was counted before."""
    ground = [folder_digest(CODE).encode(), repr(issue.manifest.copy).encode()]

    def count(part: Issue, manifest: bool, text: str) -> int:
        make = partial(_count_copy, part, manifest)
        return int(store.cached("copy", key_of([*ground, text.encode()]), make))

    articles = sum(count(replace(issue, articles=(one,)), False, one.body) for one in issue.articles)
    return articles + count(replace(issue, articles=()), True, issue.manifest.text)


def _count_copy(part: Issue, manifest: bool) -> bytes:
    from zbsh_pub.copyedit.check import check_copy  # here, since what was counted before needs no rules

    return str(len(check_copy(part, manifest))).encode()
