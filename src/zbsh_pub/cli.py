"""The command line: words, progress and exit codes (0 clean, 1 problems, 2 usage)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import click

from zbsh_pub import __version__
from zbsh_pub.cli_batch import batch_command
from zbsh_pub.cli_dist import dist_command
from zbsh_pub.cli_epub import STORES, check_epub_file, is_epub, list_stores
from zbsh_pub.cli_fix import fix_command
from zbsh_pub.cli_import import import_command
from zbsh_pub.cli_plan import plan_command
from zbsh_pub.cli_preflight import with_preflight
from zbsh_pub.editions import DEFAULT, EDITIONS, PROOF, needs_layout
from zbsh_pub.problems import Failure, Language, user_language, words

LANGUAGE: Language = user_language()
STEPS = frozenset({"epub", "pdf", "check", "print", "proof", "offprints", "report"})
FEW = 3  # files of a folder that are named one by one


def _say(key: str, **details: object) -> str:
    return words(key, LANGUAGE, **details)


@click.group(help=_say("help"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="zbsh")
def main() -> None:
    """`zbsh`."""


@main.command(help=_say("help-build"))
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path())
@click.option("--edition", "editions", type=click.Choice(EDITIONS), multiple=True, help=_say("help-edition"))
@click.option("--all", "everything", is_flag=True, help=_say("help-all"))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help=_say("help-out"))
@click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N", help=_say("help-jobs"))
@click.option("--no-cache", is_flag=True, help=_say("help-no-cache"))
@click.option("--only", multiple=True, metavar="ID", help=_say("help-only"))
def build(
    root: Path,
    editions: tuple[str, ...],
    everything: bool,
    out: Path | None,
    jobs: int,
    no_cache: bool,
    only: tuple[str, ...],
) -> None:
    from zbsh_pub.cache import default_store
    from zbsh_pub.typeset.workers import Crew
    from zbsh_pub.up_to_date import Result, once, wanted_now

    _require_issue(root)
    target, store = out or root / "dist", replace(default_store(), on=not no_cache)
    only = tuple(dict.fromkeys(only))
    _require_articles(root, editions, only)
    chosen = EDITIONS if everything else tuple(dict.fromkeys(editions)) or DEFAULT
    wanted = wanted_now(root, target, chosen, only)

    def make() -> Result:
        from zbsh_pub.build import Options
        from zbsh_pub.build import build as run

        with _progress() as progress:
            return run(root, target, wanted.editions, progress, Options(jobs, store, crew, only))

    def prepare() -> None:
        """Workers get ready while this process imports what it needs itself."""
        if needs_layout(wanted.editions):
            crew.get_ready(store.has("unit"))

    with _failures(lambda count: _say("failed", count=count, out=target)), Crew(jobs) as crew:
        result = once(wanted, store, make, prepare)
    for found in result.problems:
        click.echo(found.render(LANGUAGE), err=True)
    if result.copy_findings:
        click.echo(_say("copy-summary", count=result.copy_findings), err=True)
    for name, size in _listed(result.files, target):
        click.echo(_say("done" if result.made else "unchanged", file=name, size=_bytes(size)))


def _listed(files: tuple[Path, ...], out: Path) -> Iterator[tuple[str, int]]:
    """Finished files with their sizes; many in one folder of `out` as that folder."""
    for folder, some in groupby(sorted(files), lambda path: path.parent):
        paths = list(some)
        if folder != out and len(paths) > FEW:
            size = sum(path.stat().st_size for path in paths)
            yield _say("files-in", folder=folder, count=len(paths)), size
        else:
            yield from ((str(path), path.stat().st_size) for path in paths)


@main.command(help=_say("help-check"))
@click.argument("root", type=click.Path(exists=True, path_type=Path), default=Path())
@click.option("--full", is_flag=True, help=_say("help-full"))
@click.option("--typography", is_flag=True, help=_say("help-typography"))
@click.option("--json", "as_json", is_flag=True, help=_say("help-json"))
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help=_say("help-html"))
@click.option("--store", "stores", multiple=True, metavar="STORE", help=_say("help-store", stores=" ".join(STORES)))
@click.option("--stores", "list_packs", is_flag=True, help=_say("help-stores"))
@with_preflight(_say, LANGUAGE)
def check(
    root: Path,
    full: bool,
    typography: bool,
    as_json: bool,
    html: Path | None,
    stores: tuple[str, ...],
    list_packs: bool,
) -> None:
    if list_packs:
        list_stores(as_json, _say, LANGUAGE)
        return
    if is_epub(root):
        sys.exit(check_epub_file(root, stores, as_json, _say, LANGUAGE))
    if stores:
        raise click.UsageError(_say("store-needs-epub", root=root))
    if typography:
        _measure(root, as_json, html)
        return
    from zbsh_pub.build import check as run

    _require_issue(root)
    with _failures(lambda count: _say("failed-check", count=count)), _progress() as progress:
        issue, problems = run(root, full, progress)
    for found in problems:
        click.echo(found.render(LANGUAGE), err=True)
    counts = {"articles": len(issue.articles), "pictures": len(issue.pictures)}
    click.echo(_say("checked", count=len(problems), **counts) if problems else _say("clean", **counts))


@main.command(help=_say("help-cache"))
@click.option("--clear", is_flag=True, help=_say("help-clear"))
def cache(clear: bool) -> None:
    from zbsh_pub.cache import MOST, default_store

    store = default_store()
    if clear:
        click.echo(_say("cache-cleared", count=store.clear(), folder=store.folder))
        return
    entries = store.entries()
    for kind in sorted({entry.kind.split("-")[0] for entry in entries}):
        sizes = [entry.size for entry in entries if entry.kind.split("-")[0] == kind]
        click.echo(_say("cache-kind", kind=kind, count=len(sizes), size=_bytes(sum(sizes))))
    total = sum(entry.size for entry in entries)
    click.echo(_say("cache-total", folder=store.folder, size=_bytes(total), most=_bytes(MOST)))


def _measure(file: Path, as_json: bool, html: Path | None) -> None:
    """The typesetting of any PDF, measured: a table or JSON, and a report for people."""
    from zbsh_pub.checks.typography import measure, to_html, to_json, to_text

    try:
        report = measure(file.read_bytes())
    except (OSError, RuntimeError) as error:
        raise click.UsageError(_say("no-pdf", file=file)) from error
    click.echo(to_json(report) if as_json else to_text(report, LANGUAGE), nl=False)
    if html:
        html.write_text(to_html(report, LANGUAGE), encoding="utf-8")
        click.echo(_say("done", file=html, size=_size(html)), err=True)


@main.command(help=_say("help-new"))
@click.argument("target", type=click.Path(path_type=Path))
def new(target: Path) -> None:
    from zbsh_pub.skeleton import create

    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise click.UsageError(_say("not-empty", target=target))
    create(target)
    click.echo(_say("created", target=target))


def _require_issue(root: Path) -> None:
    if not (root / "manuscript" / "issue.yaml").is_file():
        raise click.UsageError(_say("no-root", root=root))


def _require_articles(root: Path, editions: tuple[str, ...], only: tuple[str, ...]) -> None:
    """`--only` is for the proof, and for articles that the issue has."""
    if not only:
        return
    if set(editions) != {PROOF}:
        raise click.UsageError(_say("only-proof"))
    from zbsh_pub.manifest import read_manifest

    manifest, _ = read_manifest(root)
    known = [entry.id for entry in manifest.entries] if manifest else only
    for name in only:
        if name not in known:
            near = ", ".join(other for other in known if other.startswith(name[:4])) or ", ".join(known)
            raise click.UsageError(_say("no-article", article=name, known=near))


@contextmanager
def _failures(summary: Callable[[int], str]) -> Iterator[None]:
    """The one place where problems that stop a command are printed."""
    try:
        yield
    except Failure as failure:
        for found in failure.problems:
            click.echo(found.render(LANGUAGE), err=True)
        click.echo(summary(len(failure.problems)), err=True)
        sys.exit(1)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A status line on a terminal, silence elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("") as status:
        yield lambda step: status.update(_step(step))


def _step(step: str) -> str:
    return _say(f"step-{step}") if step in STEPS else _say("step-store" if step in STORES else "step-unit", unit=step)


def _size(path: Path) -> str:
    return _bytes(path.stat().st_size)


def _bytes(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


main.add_command(fix_command(_say, _failures))
main.add_command(import_command(_say, _failures, LANGUAGE))
main.add_command(batch_command(_say, LANGUAGE))
main.add_command(dist_command(_say, _failures, _progress, LANGUAGE))
main.add_command(plan_command(_say, _failures, _progress, LANGUAGE))
