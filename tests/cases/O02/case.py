"""Provokes O02: a claim that the book refutes."""

from __future__ import annotations

from cases.claims import claimed
from zbsh_pub.problems import Problem


def problems() -> tuple[Problem, ...]:
    return claimed("undescribed")
