"""The command `zbsh dist`: bundles for stores."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Protocol

import click

from zbsh_pub.cli_epub import STORES
from zbsh_pub.problems import Language


class Say(Protocol):
    """A phrase of the interface in the user's language."""

    def __call__(self, key: str, **details: object) -> str: ...


Failures = Callable[[Callable[[int], str]], AbstractContextManager[None]]
Progress = Callable[[], AbstractContextManager[Callable[[str], None]]]


def dist_command(say: Say, failures: Failures, progress: Progress, language: Language) -> click.Command:
    """The command, in the user's language."""

    @click.command("dist", help=say("help-dist"))
    @click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
    @click.option("--store", "stores", type=click.Choice(STORES), multiple=True, help=say("help-dist-store"))
    @click.option("--out", type=click.Path(file_okay=False, path_type=Path), help=say("help-out"))
    @click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N", help=say("help-jobs"))
    @click.option("--no-cache", is_flag=True, help=say("help-no-cache"))
    def dist(root: Path, stores: tuple[str, ...], out: Path | None, jobs: int, no_cache: bool) -> None:
        from zbsh_pub.cache import default_store
        from zbsh_pub.up_to_date import Result, once, wanted_now

        if not (root / "manuscript" / "issue.yaml").is_file():
            raise click.UsageError(say("no-root", root=root))
        target, store = out or root / "dist", replace(default_store(), on=not no_cache)
        wanted_stores = tuple(dict.fromkeys(stores)) or STORES

        def make() -> Result:
            from zbsh_pub.build import Options
            from zbsh_pub.dist import distribute_issue
            from zbsh_pub.stores.pack import load_pack

            packs = tuple(load_pack(name) for name in wanted_stores)
            with progress() as tell:
                return distribute_issue(root, target, packs, tell, Options(jobs, store))

        with failures(lambda count: say("failed-dist", count=count, out=target)):
            result = once(wanted_now(root, target, tuple(f"store {name}" for name in wanted_stores)), store, make)
        for found in result.problems:
            click.echo(found.render(language), err=True)
        for folder, files in groupby(sorted(result.files), lambda path: path.parent):
            paths = list(files)
            name = say("files-in", folder=folder, count=len(paths))
            size = sum(path.stat().st_size for path in paths)
            said = f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"
            click.echo(say("done" if result.made else "unchanged", file=name, size=said))

    return dist
