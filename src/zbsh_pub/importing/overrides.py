"""An editor's corrections (`import.yaml`): kept when the import runs again, found again when lines have shifted.

```yaml
schema: zbsh-import/1
lines:
  - {line: 145, begins: 湖边公园, label: h2}
```
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from zbsh_pub.importing.features import Line, clean
from zbsh_pub.problems import Problem, problem
from zbsh_pub.schemas import check_schema
from zbsh_pub.textfile import read_text
from zbsh_pub.yamltext import Document, parse_yaml

NAME = "import.yaml"


@dataclass(frozen=True, slots=True)
class Overrides:
    """By line number: the label, the article's place, whether a run-in lead opens the paragraph."""

    labels: Mapping[int, str] = field(default_factory=dict)
    articles: Mapping[int, int] = field(default_factory=dict)
    leads: Mapping[int, bool] = field(default_factory=dict)


def read_overrides(path: Path, name: str) -> tuple[Document | None, list[Problem]]:
    """The file's data, or its problems with file and line; nothing where there is no file."""
    if not path.is_file():
        return None, []
    text, problems = read_text(path, name)
    if problems:
        return None, problems
    document, problems = parse_yaml(text, name)
    if document is not None and document.data is None:
        return None, problems
    if document is not None:
        problems += check_schema(document, "import", name)
    return (None if any(p.is_error for p in problems) else document), problems


def resolve(document: Document | None, lines: Sequence[Line], name: str) -> tuple[Overrides, list[Problem]]:
    """The corrections by the lines that they mean now; N12 for one whose line is gone or not the only one."""
    labels: dict[int, str] = {}
    articles: dict[int, int] = {}
    leads: dict[int, bool] = {}
    problems: list[Problem] = []
    data: Any = document.data if document else {}
    for index, item in enumerate(data.get("lines", [])):
        number = _line_meant(item, lines)
        if number is None:
            place = document.place(("lines", index)) if document else (1, 1)
            problems.append(problem("N12", name, *place, line=item["line"], begins=item["begins"]))
            continue
        for key, found in (("label", labels), ("article", articles), ("lead", leads)):
            if key in item:
                found[number] = item[key]
    return Overrides(labels, articles, leads), problems


def _line_meant(item: Mapping[str, Any], lines: Sequence[Line]) -> int | None:
    """The line of this number if it begins as said, else the one line that does."""
    begins = clean(str(item["begins"]))
    fitting = [line.number for line in lines if line.text.startswith(begins)]
    if item["line"] in fitting:
        return int(item["line"])
    return fitting[0] if len(fitting) == 1 else None
