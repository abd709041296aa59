"""W14: a writer that forgets a paragraph."""

from __future__ import annotations

import pytest

from worddocs import docx, p, style, told
from zbsh_pub.problems import Problem


def problems() -> list[Problem]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("zbsh_pub.importing.word.convert.to_markdown", lambda *_: "---\nkind: full\n---\n\n第一段。\n")
        return told(docx(p("题目", style="t"), p("第一段。"), p("第二段。"), styles=style("t", "Title")))
