"""The manifest's block `print:` as `PrintFacts`: the defaults of `print.yaml`, and what a schema cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zbsh_pub.barcode import check_digit
from zbsh_pub.model import BackCover, Barcode, PrintFacts
from zbsh_pub.problems import Problem, problem
from zbsh_pub.yamltext import Document


@cache
def print_data() -> dict[str, Any]:
    """All of `print.yaml`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(files("zbsh_pub").joinpath("print.yaml").read_bytes(), loader)
    return data


def print_facts(data: dict[str, Any]) -> PrintFacts:
    """The block as the schema let it pass, completed."""
    defaults = print_data()["defaults"]
    whole = {**defaults, **data}
    signature = {**defaults["signature"], **whole["signature"]}
    paper = {**defaults["paper"], **whole["paper"]}
    spine, back = whole["spine-text"], data.get("back")
    return PrintFacts(
        profile=whole["profile"],
        condition=whole.get("condition", ""),
        bleed=float(whole["bleed"]),
        ink_limit=whole["ink-limit"],
        signature=signature["pages"],
        fill=signature["fill"],
        caliper=float(paper["caliper"]),
        step=float(paper["step"]),
        spine_text=None if spine is True else str(spine or ""),
        barcode=Barcode(**{**defaults["barcode"], **whole["barcode"]}),
        back=BackCover(back["art"], back["alt"], back.get("barcode", False)) if back else None,
    )


def check_print(facts: PrintFacts, document: Document, file: str) -> Iterator[Problem]:
    """A barcode that the manifest gives whole has the right check digit (R11)."""
    number = facts.barcode.number
    if number and check_digit(number) != number[12]:
        place = document.place(("print", "barcode", "number"))
        yield problem("R11", file, *place, number=number, digit=check_digit(number))
