"""Each problem code has a folder that provokes it, and says what is then printed."""

from __future__ import annotations

import pytest

from casefolders import CASES, case_codes, found, listed
from conftest import Golden


@pytest.mark.parametrize("code", case_codes())
def test_case(code: str, golden: Golden) -> None:
    """The case makes exactly the problems of its code that stand in expected.txt, in their Chinese words."""
    golden(CASES / code / "expected.txt", "".join(f"{p.render('zh')}\n" for p in found(code) if p.code == code))


@pytest.mark.parametrize("code", case_codes())
def test_no_other_problem(code: str) -> None:
    """The case makes its own problem and no other, but for those that also.txt names."""
    assert sorted({p.code for p in found(code)} - {code}) == listed(code, "also.txt")
