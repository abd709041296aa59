"""`zbsh new`: a small issue that builds, to be changed into a real one."""

from __future__ import annotations

import shutil
import tempfile
from importlib.resources import as_file, files
from pathlib import Path


def create(target: Path) -> None:
    """Copy the template, and the schema for the editor's YAML plug-in, to `target`, whole or not at all."""
    target = target.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as folder:
        copy = Path(folder) / "issue"
        with as_file(files("zbsh_pub").joinpath("template")) as template:
            shutil.copytree(template, copy, ignore=shutil.ignore_patterns("__pycache__"))
        (copy / ".schema").mkdir()
        schema = files("zbsh_pub").joinpath("schema", "issue.schema.json").read_bytes()
        (copy / ".schema" / "issue.schema.json").write_bytes(schema)
        _move(copy, target)


def _move(copy: Path, target: Path) -> None:
    """Put the finished copy in its place; an empty folder stays and is filled, since a user may stand in it."""
    if not target.exists():
        copy.replace(target)
        return
    if any(target.iterdir()):
        raise FileExistsError(f"{target} is not empty")
    for path in sorted(copy.iterdir()):
        path.replace(target / path.name)
