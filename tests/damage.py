"""Finished files that are damaged between being written and being read back."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from issuetest import IssueTest
from zbsh_pub.epub import write_epub
from zbsh_pub.pdf import write_pdf
from zbsh_pub.problems import Problem


def problems_of_damaged_pdf(damage: Callable[[pikepdf.Pdf], None]) -> list[Problem]:
    """What the build of the skeleton finds when `damage` was done to its PDF."""

    def damaged(*arguments: Any) -> bytes:
        out = BytesIO()
        with pikepdf.open(BytesIO(write_pdf(*arguments))) as pdf:
            damage(pdf)
            pdf.save(out)
        return out.getvalue()

    return _problems("work.write_pdf", damaged)


def problems_of_damaged_epub(damage: Callable[[str, bytes], bytes], body: str = "") -> list[Problem]:
    """What the build of the skeleton finds when `damage` was done to each file (name, data) of its EPUB.

    `body` is put in the place of its second article.
    """

    def damaged(*arguments: Any) -> None:
        write_epub(*arguments)
        path = arguments[-1]
        with zipfile.ZipFile(path) as archive:
            files = [(info, archive.read(info)) for info in archive.infolist()]
        with zipfile.ZipFile(path, "w") as archive:
            for info, data in files:
                archive.writestr(info, damage(info.filename, data))

    return _problems("ebooks.write_epub", damaged, body)


def _problems(name: str, stand_in: Callable[..., Any], body: str = "") -> list[Problem]:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        issue = IssueTest.new(Path(folder) / "issue")
        if body:
            issue.with_article(body)
        patch.setattr(f"zbsh_pub.{name}", stand_in)
        return list(issue.problems(full=True))
