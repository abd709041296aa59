"""The finished PDFs of a build, preflighted for what they are for; known for equal bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from zbsh_pub import preflight
from zbsh_pub.cache import Store, key_of
from zbsh_pub.labels import labels
from zbsh_pub.model import Manifest
from zbsh_pub.preflight.check import check_pdf
from zbsh_pub.preflight.limits import limits
from zbsh_pub.preflight.rule import Finding, Purpose
from zbsh_pub.problems import Bilingual
from zbsh_pub.program import folder_digest
from zbsh_pub.report.facts import PreflightFinding

_KIND = "preflight"
Later = Callable[..., Callable[[], bytes]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A finished file and what it is held against."""

    path: Path
    purpose: Purpose
    changes: dict[str, Any]


def preflight_files(stage: Path, manifest: Manifest, store: Store, later: Later) -> tuple[PreflightFinding, ...]:
    """What a preflight finds in the PDFs of `stage`; `later` may let other processes look (`Crew.later`)."""
    waiting = [later(_cached, asked, store) for asked in _asked(stage, manifest) if asked.path.is_file()]
    return tuple(_restored(item) for wait in waiting for item in json.loads(wait()))


def _asked(stage: Path, manifest: Manifest) -> Iterator[Asked]:
    """Each edition of pages, with the limits that the manifest sets."""
    press, words = manifest.press, labels(manifest.magazine.language)
    yield Asked(stage / f"{manifest.stem}.pdf", "screen", {})
    inks = {"ink": press.ink_limit, "bleed": press.bleed}
    yield Asked(stage / f"{manifest.stem}-print.pdf", "print", {**inks, "signature": press.signature})
    yield Asked(stage / f"{manifest.stem}-cover.pdf", "print", {**inks, "signature": 1})
    stage_words = words(f"proof-stage-{manifest.proof.stage}")
    yield Asked(stage / f"{manifest.stem}-proof.pdf", "proof", {"stage": stage_words})


def _cached(asked: Asked, store: Store) -> bytes:
    data = asked.path.read_bytes()
    code = folder_digest(Path(preflight.__file__).parent)
    facts = (hashlib.sha256(data).hexdigest(), code, asked.path.name, asked.purpose, repr(asked.changes))
    return store.cached(_KIND, key_of(map(str.encode, facts)), partial(_judged, data, asked))


def _judged(data: bytes, asked: Asked) -> bytes:
    found = check_pdf(data, asked.purpose, limits(**asked.changes)).findings
    return json.dumps([asdict(_told(finding, asked.path.name)) for finding in found], ensure_ascii=False).encode()


def _told(finding: Finding, file: str) -> PreflightFinding:
    """The finding with its words in both languages."""
    return PreflightFinding(
        code=finding.code,
        severity=finding.severity,
        file=file,
        page=finding.page.index if finding.page else -1,
        object=Bilingual(finding.thing.text("zh"), finding.thing.text("en")),
        message=Bilingual(finding.message("zh"), finding.message("en")),
        cure=Bilingual(finding.cure("zh"), finding.cure("en")),
    )


def _restored(item: dict[str, Any]) -> PreflightFinding:
    words = {name: Bilingual(**item[name]) for name in ("object", "message", "cure")}
    return PreflightFinding(**{**item, **words})
