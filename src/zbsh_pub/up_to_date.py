"""Make nothing that stands finished already.

A build is a function of its inputs: the issue's files (`inputs`), the program (`program`), the editions,
and SOURCE_DATE_EPOCH. After a good build the store keeps, under a digest of all inputs but the pictures,
what the pictures were, what came out and which warnings were met; and the finished files by their own digests.
Where the inputs are the same and the finished files are still those, nothing is made; where a file is gone or
another one stands in its place, all are put there again from the store. Whatever cannot be read counts as changed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zbsh_pub.cache import Store, key_of
from zbsh_pub.inputs import file_digest, input_names, states
from zbsh_pub.output import SUMS, publish, staging
from zbsh_pub.problems import Problem, from_plain, to_plain
from zbsh_pub.program import program, program_key

KIND, FILE = "built", "file"


@dataclass(frozen=True, slots=True)
class Result:
    """The files that were made, the warnings met on the way, and how much a copy editor would look at.

    `made` is false where all stood already. The names of an issue's finished files begin with `stem`.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    copy_findings: int = 0
    made: bool = True
    stem: str = ""


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


def once(
    wanted: Wanted, store: Store, make: Callable[[], Result], prepare: Callable[[], None] = lambda: None
) -> Result:
    """What stands finished, else what `make()` gives, which is remembered. `make` may raise `Failure`.

    `prepare` is told as soon as it is known that something has to be made.
    """
    if standing := recall(wanted, store):
        return standing
    prepare()
    before = inputs_of(wanted) if store.on else None
    result = make()
    remember(wanted, store, before, result)
    return result


def recall(wanted: Wanted, store: Store) -> Result | None:
    """What the last good build gave, if nothing changed since; its files stand, or are put there again."""
    if not store.on:
        return None
    try:
        data = store.get(KIND, inputs_key(wanted))
        known: dict[str, Any] = json.loads(data) if data else {}
        if not known or states(wanted.root, known["pictures"]) != known["pictures"]:
            return None
        stands = _stand(wanted, known)
        if not stands and not _put_back(wanted, store, known):
            return None
        files, problems = tuple(wanted.out / name for name in known["files"]), map(from_plain, known["problems"])
        return Result(files, tuple(problems), int(known["copy"]), not stands, known["stem"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(wanted: Wanted, store: Store, before: Inputs | None, result: Result) -> None:
    """Keep what a build gave, unless an input changed while it ran (`before`: as they were when it began)."""
    now = inputs_of(wanted_now(wanted.root, wanted.out, wanted.editions, wanted.only)) if before else None
    if now is None or now != before:
        return
    try:
        data = {path.relative_to(wanted.out).as_posix(): path.read_bytes() for path in result.files}
    except OSError:
        return
    files = {name: hashlib.sha256(content).hexdigest() for name, content in data.items()}
    for name, content in data.items():
        store.put(FILE, files[name], content)
    known = {
        "pictures": now.pictures,
        "files": files,
        "problems": [to_plain(found) for found in result.problems],
        "copy": result.copy_findings,
        "stem": result.stem,
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
    try:
        sums = (wanted.out / SUMS).read_text(encoding="utf-8").splitlines()
        return all(
            file_digest(wanted.out / name) == digest and f"{digest}  {name}" in sums
            for name, digest in known["files"].items()
        )
    except (OSError, ValueError):
        return False


def _put_back(wanted: Wanted, store: Store, known: dict[str, Any]) -> bool:
    """Put the finished files where they were, from the store, all or none; false where one is not kept."""
    kept = {name: store.get(FILE, digest) for name, digest in known["files"].items()}
    with staging(wanted.out) as stage:
        for name, content in kept.items():
            if content is None or hashlib.sha256(content).hexdigest() != known["files"][name]:
                return False
            (stage / name).parent.mkdir(parents=True, exist_ok=True)
            (stage / name).write_bytes(content)
        publish(stage, wanted.out, known["stem"])
    return True
