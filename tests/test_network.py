"""No build ever uses the network."""

from __future__ import annotations

import socket
from typing import NoReturn

import pytest

from issuetest import REPO, IssueTest


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Any attempt to reach another machine fails and is put down."""
    tried: list[object] = []

    def refuse(*arguments: object, **_: object) -> NoReturn:
        tried.append(arguments)
        raise OSError("no network in tests")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    return tried


def test_build_without_network(issue: IssueTest, no_network: list[object]) -> None:
    """Both editions are made where no socket can be opened, and none is tried."""
    assert [path.suffix for path in issue.build().files] == [".epub", ".pdf"]
    assert no_network == []


@pytest.mark.parametrize(
    "rule",
    [
        "@import url(https://example.org/a.css);",
        "p { background: url(https://example.org/a.png) }",
        "@font-face { font-family: X; src: url(https://example.org/a.ttf) } p { font-family: X }",
        "p { background: url(file:///etc/hostname) }",
        "p { background: url(//example.org/a.png) }",
    ],
)
def test_sheet_that_asks_for_more(issue: IssueTest, no_network: list[object], rule: str) -> None:
    """A sheet that fetches from elsewhere, or from the disk, is reported, and nothing is fetched."""
    sheet = (REPO / "styles" / "print.css").read_text(encoding="utf-8")
    issue.with_file("styles/print.css", f"{rule}\n{sheet}\n{rule}")
    assert set(issue.codes(full=True)) == {"L01"}
    assert no_network == []
