"""Make nothing that stands finished already.

A build is a function of its inputs: the issue's files (`inputs`), the program (`program`), the editions,
and SOURCE_DATE_EPOCH. After a good build the store keeps, under a digest of all inputs but the pictures,
what the pictures were, what came out and which warnings were met. Where the inputs are the same and the
finished files are still those, nothing is made. Whatever cannot be read counts as changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zbsh_pub.cache import Store, key_of
from zbsh_pub.inputs import file_digest, input_names, states
from zbsh_pub.output import SUMS
from zbsh_pub.problems import Problem, from_plain, to_plain
from zbsh_pub.program import program, program_key

KIND = "built"


@dataclass(frozen=True, slots=True)
class Result:
    """The files that were made, the warnings met on the way, and how much a copy editor would look at.

    `made` is false where all stood already.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    copy_findings: int = 0
    made: bool = True


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made: `editions` of the issue under `root` (or `only` of these articles), in `out`, by the program
    of this key."""

    root: Path
    out: Path
    editions: tuple[str, ...]
    program: str
    only: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inputs:
    """All that a result depends on: a digest of everything but the pictures, and the pictures' states."""

    key: str
    pictures: dict[str, str]


def wanted_now(root: Path, out: Path, editions: tuple[str, ...], only: tuple[str, ...] = ()) -> Wanted:
    """What is to be made, by the program as it is now."""
    return Wanted(root, out, editions, program_key(program()), only)


def once(wanted: Wanted, store: Store, make: Callable[[], Result]) -> Result:
    """What stands finished, else what `make()` gives, which is remembered. `make` may raise `Failure`."""
    if standing := recall(wanted, store):
        return standing
    before = inputs_of(wanted) if store.on else None
    result = make()
    remember(wanted, store, before, result)
    return result


def recall(wanted: Wanted, store: Store) -> Result | None:
    """What the last good build gave, if nothing changed since and its files still stand."""
    if not store.on:
        return None
    try:
        data = store.get(KIND, inputs_key(wanted))
        known: dict[str, Any] = json.loads(data) if data else {}
        if not known or states(wanted.root, known["pictures"]) != known["pictures"] or not _stand(wanted, known):
            return None
        files = tuple(wanted.out / name for name in known["files"])
        return Result(files, tuple(map(from_plain, known["problems"])), int(known["copy"]), made=False)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(wanted: Wanted, store: Store, before: Inputs | None, result: Result) -> None:
    """Keep what a build gave, unless an input changed while it ran (`before`: as they were when it began)."""
    now = inputs_of(wanted_now(wanted.root, wanted.out, wanted.editions, wanted.only)) if before else None
    if now is None or now != before:
        return
    try:
        files = {path.name: file_digest(path) for path in result.files}
    except OSError:
        return
    known = {
        "pictures": now.pictures,
        "files": files,
        "problems": [to_plain(found) for found in result.problems],
        "copy": result.copy_findings,
    }
    store.put(KIND, now.key, json.dumps(known, ensure_ascii=False).encode())


def inputs_of(wanted: Wanted) -> Inputs | None:
    """All inputs as they are now; none where one cannot be read."""
    from zbsh_pub.manuscript import find_pictures  # here, so that what stands already is told sooner

    try:
        return Inputs(inputs_key(wanted), states(wanted.root, find_pictures(wanted.root)))
    except OSError:
        return None


def inputs_key(wanted: Wanted) -> str:
    """A digest of all inputs but the pictures. Raises `OSError` where one cannot be read."""
    found = states(wanted.root, input_names(wanted.root, ()))
    facts = [
        wanted.program,
        os.environ.get("SOURCE_DATE_EPOCH", ""),
        ",".join(sorted(set(wanted.editions))),
        ",".join(wanted.only),
    ]
    words = [*facts, *(word for name, state in found.items() for word in (name, state))]
    return key_of(os.fsencode(word) for word in words)


def _stand(wanted: Wanted, known: dict[str, Any]) -> bool:
    """Are the finished files those that were made, and does the list of sums say so?"""
    sums = (wanted.out / SUMS).read_text(encoding="utf-8").splitlines()
    return all(
        file_digest(wanted.out / name) == digest and f"{digest}  {name}" in sums
        for name, digest in known["files"].items()
    )
