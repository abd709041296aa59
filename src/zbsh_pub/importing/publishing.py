"""The imported tree reaches its folder whole or not at all, and never over an editor's work.

A state file keeps the sum of each file as the import wrote it. A file that reads otherwise now was edited: it stays,
unless it is to be overwritten by force.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zbsh_pub.manifest import NAME as MANIFEST
from zbsh_pub.output import staging
from zbsh_pub.problems import Problem, problem

STATE = ".zbsh-import.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done in the folder: files to write, old ones to remove, edited ones that stay."""

    write: tuple[str, ...]
    remove: tuple[str, ...]
    stay: tuple[str, ...]


def plan(out: Path, tree: Mapping[str, bytes], force: bool) -> tuple[Plan, list[Problem]]:
    """What the import may do in `out`. N13: the folder holds files and none of them is an import's.

    Where the manifest was edited, files that an editor has renamed or taken away do not come back.
    """
    state = _state(out)
    if state is None and out.exists() and (not out.is_dir() or any(out.iterdir())) and not force:
        return Plan((), (), ()), [problem("N13", out.name)]
    known = state or {}
    edited = (
        set()
        if force
        else {name for name in {*known, *tree} if _is_edited(out / name, known.get(name), tree.get(name))}
    )
    problems = [problem("N14", name) for name in sorted(edited)]
    moved = {name for name in known if not (out / name).exists()} if MANIFEST in edited else set()
    write = tuple(sorted(name for name in tree if name not in edited | moved))
    remove = tuple(sorted(name for name in known if name not in tree and name not in edited))
    return Plan(write, remove, tuple(sorted(edited))), problems


def carry_out(planned: Plan, out: Path, tree: Mapping[str, bytes]) -> None:
    """Write and remove as planned; whatever stops it, the folder is as it was."""
    known = _state(out) or {}
    sums = {name: _sum(tree[name]) for name in planned.write}
    sums |= {name: known.get(name, "") for name in planned.stay if name in known}
    data = {**{name: tree[name] for name in planned.write}, STATE: json.dumps(sums, indent=1, sort_keys=True).encode()}
    with staging(out) as stage:
        for name, content in data.items():
            path = stage / "new" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        if not out.exists():
            os.replace(stage / "new", out)
        else:
            _exchange(stage, out, [*data], planned.remove)


def _exchange(stage: Path, out: Path, names: list[str], remove: tuple[str, ...]) -> None:
    """Move new files in and old ones out, one by one; put all back on any error."""
    moved: list[tuple[Path, Path | None]] = []
    try:
        for name in (*names, *remove):
            target, kept = out / name, stage / "old" / name
            existed = target.exists()
            if existed:
                kept.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(target, kept)
            moved.append((target, kept if existed else None))
            if name in remove:
                target.unlink(missing_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                os.replace(stage / "new" / name, target)
    except BaseException:
        for target, before in reversed(moved):
            if before:
                os.replace(before, target)
            else:
                target.unlink(missing_ok=True)
        raise


def _state(out: Path) -> dict[str, str] | None:
    """Sums by file name, as the last import wrote them; None where there was no import."""
    try:
        data = json.loads((out / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return {str(k): str(v) for k, v in data.items() if _is_inside(str(k))} if isinstance(data, dict) else None


def _is_inside(name: str) -> bool:
    """Whether a name of the state file stays in the folder."""
    return not os.path.isabs(name) and ".." not in Path(name).parts


def _is_edited(path: Path, was: str | None, new: bytes | None) -> bool:
    """Whether the file on the disk is neither the last import's nor this one's."""
    if not path.is_file():
        return False
    now = _sum(path.read_bytes())
    return now != was and (new is None or now != _sum(new))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
