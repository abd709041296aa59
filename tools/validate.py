"""Asks every validator that is here about the finished files, and says a line for each validator and file.

    .venv/bin/python tools/validate.py [FILE or FOLDER …] [--json FILE] [--complete]

Without a name it takes dist/. The sum goes to build/validation.json as well. Exit 1 if a file fails, or a validator
does; with --complete also if one is absent. A validator that is absent is told as absent, and has passed nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from validators import REPO, Absent, Validator, Verdicts, validators

SHOWN = 10  # findings of one validator on one file that are printed; the JSON file has all


@dataclass(frozen=True)
class Verdict:
    """What one validator says of one file: passed, failed, noted (it does not bind there) or absent."""

    validator: str
    version: str
    file: str
    state: str
    findings: tuple[str, ...] = ()
    seconds: float = 0.0


def finished_files(names: Sequence[Path]) -> list[Path]:
    """The EPUBs and PDFs that are named, or that are in folders that are named; the issue's own EPUB first."""
    found: list[Path] = []
    for name in names:
        if not name.exists():
            raise SystemExit(f"no such file: {name}")
        inside = [path for end in ("epub", "pdf") for path in name.rglob(f"*.{end}")] if name.is_dir() else [name]
        found += sorted(inside, key=lambda path: (len(path.parts), len(path.stem), path.suffix != ".epub", path))
    return list(dict.fromkeys(path.resolve() for path in found))


def judge(validator: Validator, files: Sequence[Path]) -> Iterator[Verdict]:
    """One validator on all files that it is for."""
    wanted = [file for file in files if validator.wants(file)]
    if not wanted:
        return
    try:
        version = validator.there()
    except Absent as absent:
        yield from (Verdict(validator.name, "", _name(file), "absent", (str(absent),)) for file in wanted)
        return
    originals = {file: copies[0] for copies in _same(wanted) for file in copies}
    asked = list(dict.fromkeys(originals.values()))
    began = time.monotonic()
    try:
        said: Verdicts = validator.ask(asked)
    except Exception as error:  # a validator that breaks has not passed anything, and the others still have their say
        said = {file: [f"could not be run: {type(error).__name__}: {error}"] for file in asked}
    seconds = round((time.monotonic() - began) / len(asked), 2)
    for file in wanted:
        findings = tuple(said[originals[file]])
        state = "passed" if not findings else "failed" if validator.binds(file) else "noted"
        yield Verdict(validator.name, version, _name(file), state, findings, seconds * (file in asked))


def _same(files: Sequence[Path]) -> list[list[Path]]:
    """The files in groups of the same bytes: a bundle often holds the issue's own file, which is asked about once."""
    groups: dict[str, list[Path]] = {}
    for file in files:
        groups.setdefault(sha256(file.read_bytes()).hexdigest(), []).append(file)
    return list(groups.values())


def _name(file: Path) -> str:
    """As short as it can be told apart."""
    folders = [path for path in (REPO / "dist", REPO) if file.is_relative_to(path)]
    return str(file.relative_to(folders[0])) if folders else file.name


def lines(verdict: Verdict) -> Iterator[str]:
    """What is printed of a verdict."""
    who = f"{verdict.validator} {verdict.version}".strip()
    yield f"{verdict.state:7} {who:32} {verdict.file}" + (f"  {verdict.seconds} s" if verdict.seconds else "")
    yield from (f"        {finding}" for finding in verdict.findings[:SHOWN])
    if len(verdict.findings) > SHOWN:
        yield f"        and {len(verdict.findings) - SHOWN} more"


def summary(verdicts: Iterable[Verdict]) -> dict[str, int]:
    """How many verdicts there are of each kind."""
    counts = Counter(verdict.state for verdict in verdicts)
    return {state: counts[state] for state in ("passed", "failed", "noted", "absent")}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[REPO / "dist"])
    parser.add_argument("--json", type=Path, default=REPO / "build" / "validation.json")
    parser.add_argument("--complete", action="store_true", help="an absent validator is a failure")
    options = parser.parse_args()
    files = finished_files(options.files)
    if not files:
        raise SystemExit("no finished files: `make` makes them")
    verdicts = []
    for validator in validators():
        for verdict in judge(validator, files):
            verdicts.append(verdict)
            print("\n".join(lines(verdict)), flush=True)
    counts = summary(verdicts)
    print(", ".join(f"{number} {state}" for state, number in counts.items()))
    options.json.parent.mkdir(parents=True, exist_ok=True)
    data = {"summary": counts, "verdicts": [asdict(verdict) for verdict in verdicts]}
    options.json.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return int(counts["failed"] > 0 or (options.complete and counts["absent"] > 0))


if __name__ == "__main__":
    sys.exit(main())
