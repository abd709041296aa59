"""Direction is enforced: modules import only what docs/architecture.md puts below them."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from issuetest import REPO, IssueTest

SOURCE = REPO / "src" / "zbsh_pub"
READERS = {"manifest", "manuscript", "pictures", "textfile", "house"}


def modules() -> dict[str, Path]:
    """Every module by its dotted name below zbsh_pub; packages by their own name, zbsh_pub itself by none."""
    named = {
        path: path.relative_to(SOURCE).with_suffix("").as_posix().replace("/", ".") for path in SOURCE.rglob("*.py")
    }
    return {name.removesuffix("__init__").removesuffix("."): path for path, name in named.items()}


MODULES = modules()
CODE = sorted(name for name in MODULES if name not in ("", "__main__"))


def rooms() -> list[str]:
    """The first column of the table below the heading "Rooms", lowest first."""
    text = (REPO / "docs" / "architecture.md").read_text(encoding="utf-8")
    table = re.split(r"^#+ ", text.split("# Rooms\n", 1)[1], maxsplit=1, flags=re.M)[0]
    return re.findall(r"^\| `([\w.]+)` \|", table, re.M)


def imports(path: Path) -> set[str]:
    """All dotted names that a module imports, at its top or inside, by statement or by name."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in (
            "import_module",
            "__import__",
        ):
            found |= {a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    return found


def own_imports(name: str) -> set[str]:
    """The modules of zbsh_pub that a module imports."""
    found = set()
    for imported in imports(MODULES[name]):
        parts = imported.split(".")
        if parts[0] == "zbsh_pub":
            tail = ".".join(parts[1:])
            found.add(tail if tail in MODULES else ".".join(parts[1:-1]))
    return found - {""}


def room_of(name: str) -> str:
    """The room that a module is in: its own, or that of the nearest package that has one."""
    while name and name not in rooms():
        name = name.rpartition(".")[0]
    return name


def test_rooms_are_modules() -> None:
    """The table names modules that there are, each once."""
    assert rooms()
    assert [room for room in rooms() if room not in MODULES] == []
    assert len(set(rooms())) == len(rooms())


@pytest.mark.parametrize("name", CODE)
def test_module_has_a_room(name: str) -> None:
    """Each module stands in the table, by its own name or by its package's."""
    empty_package = MODULES[name].name == "__init__.py" and not imports(MODULES[name]) - {"__future__.annotations"}
    assert room_of(name) or empty_package


@pytest.mark.parametrize("name", CODE)
def test_module_imports_earlier_rooms_only(name: str) -> None:
    """A module imports from rooms before its own, or from its own."""
    order = rooms()
    here = order.index(room_of(name)) if room_of(name) else len(order)
    assert [other for other in own_imports(name) if order.index(room_of(other)) > here] == []


@pytest.mark.parametrize("name", CODE)
def test_nobody_imports_the_command_line(name: str) -> None:
    """The command line is the last room: it is imported by `python -m zbsh_pub` alone."""
    assert "cli" not in own_imports(name)


def test_only_typeset_knows_weasyprint() -> None:
    """WeasyPrint and its own libraries are imported in typeset/ alone."""
    inside = ("weasyprint", "pydyf", "tinyhtml5")
    knowing = {name for name, path in MODULES.items() for i in imports(path) if i.split(".")[0] in inside}
    assert knowing
    assert {name for name in knowing if name.split(".")[0] != "typeset"} == set()


def test_few_know_css() -> None:
    """Finished sheets are parsed in one place, a store's in another, the house's in a third; selectors matched once."""
    imported = {name: {i.split(".")[0] for i in imports(path)} for name, path in MODULES.items()}
    known = {"bundles.sheets", "checks.epub.sheets", "typeset.sheets"}
    assert {name for name in imported if "tinycss2" in imported[name]} == known
    assert [name for name in imported if "cssselect2" in imported[name]] == ["stores.measures.styles"]


def test_only_epub_knows_ebooklib() -> None:
    """ebooklib packs the EPUB and does nothing else."""
    assert {name for name, path in MODULES.items() for i in imports(path) if i.split(".")[0] == "ebooklib"} == {"epub"}


def test_writers_do_not_know_each_other() -> None:
    """Neither edition imports the other's rooms."""
    epub, pdf = (
        {"epub", "contents", "compose.ebook", "compose.ebook_text"},
        {"pdf", *(name for name in MODULES if name.startswith("compose.print_"))},
    )
    assert [name for name in epub if own_imports(name) & (pdf | {"typeset"})] == []
    assert [name for name in pdf if own_imports(name) & epub] == []


def test_only_readers_read_the_tree(issue: IssueTest, tmp_path: Path) -> None:
    """During a build the files of the tree are opened and listed by the reading rooms alone."""
    issue.with_file("styles/print.css", (REPO / "styles" / "print.css").read_bytes())
    readers: dict[str, set[str]] = {}
    listening = [True]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if (
            listening
            and event in ("open", "os.listdir", "os.scandir")
            and str(arguments[0]).startswith(f"{issue.root}/")
        ):
            readers.setdefault(reader(), set()).add(str(arguments[0]))

    sys.addaudithook(hook)
    issue.build(out=tmp_path / "out")
    listening.clear()
    assert set(readers) <= READERS
    assert {"textfile", "pictures", "house"} <= set(readers)


def reader() -> str:
    """The module of zbsh_pub that is at work, innermost first."""
    frame = sys._getframe(1)
    while frame:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("zbsh_pub."):
            return name.removeprefix("zbsh_pub.")
        frame = frame.f_back  # type: ignore[assignment]
    return ""
