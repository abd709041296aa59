"""A task in a process of its own, watched: whatever happens to the process, an outcome comes back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from zbsh_pub.batch.task import Outcome, Task, failed, outcome_from_plain
from zbsh_pub.output import clear_up

TRIES = 2
PATIENCE = 10.0  # seconds that a process has to clear up when it is told to end
_REASON = 300  # characters


class Stopped(Exception):
    """The batch is being stopped: what was not finished is not begun again."""


@dataclass(slots=True)
class Hands:
    """The processes at work, so that all can be stopped at once."""

    running: set[subprocess.Popen[bytes]] = field(default_factory=set)
    stopping: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, command: list[str], environment: dict[str, str], errors: Path) -> subprocess.Popen[bytes]:
        """A process in a session of its own, which a key on the terminal does not reach. Raises `Stopped`."""
        with self.lock, errors.open("wb") as file:
            if self.stopping:
                raise Stopped
            process = subprocess.Popen(  # noqa: S603 - our own program
                command,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=file,
                start_new_session=True,
            )
            self.running.add(process)
            return process

    def wait(self, process: subprocess.Popen[bytes]) -> int:
        """Its exit code; minus the signal that killed it."""
        try:
            return process.wait()
        finally:
            assert process.stdin
            process.stdin.close()
            with self.lock:
                self.running.discard(process)

    def stop(self) -> None:
        """End all processes, which clear up behind them, and start no others."""
        with self.lock:
            self.stopping = True
            running = list(self.running)
        for process in running:
            process.terminate()
        until = time.monotonic() + PATIENCE
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, until - time.monotonic()))
                continue
            process.kill()


def run_apart(task: Task, hands: Hands, scratch: Path | None = None) -> Outcome:
    """Build in a process of its own; a process that ends without an outcome is started once more.

    Temporary files go below `scratch`. B01 says how the process ended. Raises `Stopped`.
    """
    reason = ""
    for _ in range(TRIES):
        with tempfile.TemporaryDirectory(prefix="zbsh-batch-", dir=scratch) as folder:
            outcome, reason = _try(task, hands, Path(folder))
        if outcome:
            return outcome
    return failed(task, "B01", reason=reason)


def _try(task: Task, hands: Hands, folder: Path) -> tuple[Outcome | None, str]:
    """The outcome, or how the process ended without one."""
    given, answer, errors = folder / "task.json", folder / "outcome.json", folder / "errors"
    given.write_text(json.dumps(task.to_plain(), ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, "-P", "-m", "zbsh_pub.batch.child", str(given), str(answer)]
    process = hands.start(command, _environment(task, folder), errors)
    code = hands.wait(process)
    if hands.stopping:
        clear_up(Path(task.out), process.pid)
        raise Stopped
    try:
        return outcome_from_plain(json.loads(answer.read_bytes())), ""
    except (OSError, ValueError, KeyError, TypeError):
        clear_up(Path(task.out), process.pid)
        return None, _reason(code, errors)


def _environment(task: Task, folder: Path) -> dict[str, str]:
    """The user's, with the task's date and a folder for temporary files that goes with the process."""
    kept = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return {**kept, "TMPDIR": str(folder), **({"SOURCE_DATE_EPOCH": task.epoch} if task.epoch else {})}


def _reason(code: int, errors: Path) -> str:
    """`SIGKILL`, or the last line that the process wrote on its standard error."""
    if code < 0:
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
    lines = errors.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1][:_REASON] if lines else f"exit code {code}"
