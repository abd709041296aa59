"""What a worker of the cluster does: plain values in, bytes out. Nothing here knows Dask."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from zbsh_pub.batch.process import Hands, run_apart
from zbsh_pub.batch.shipping import pack_outcome, unpack_input
from zbsh_pub.batch.task import task_from_plain
from zbsh_pub.program import differences, program

REFUSED = b"refused "
ANSWER = b"outcome "


def build_remotely(task: str, client: Mapping[str, str], data: bytes, scratch: str | None = None) -> bytes:
    """Build a task (JSON) whose input is `data`, or where that is empty stands at the task's own root.

    Gives `ANSWER` and a packed outcome; or `REFUSED` and, as JSON, in what this program is another one than the
    client's. The issue is built by a process of its own, in a folder that is then gone.
    """
    unlike = differences(dict(client), program())
    if unlike:
        return REFUSED + json.dumps(unlike).encode()
    wanted = task_from_plain(json.loads(task))
    with tempfile.TemporaryDirectory(prefix="zbsh-batch-", dir=scratch) as name:
        folder = Path(name)
        root = folder / "issue" if data else Path(wanted.root)
        if data:
            unpack_input(data, root)
        here = replace(wanted, root=str(root), out=str(folder / "out"))
        outcome = run_apart(here, Hands(), folder)
        return ANSWER + pack_outcome(outcome)
