"""The store by content."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from zbsh_pub.cache import Store, cache_folder, key_of


def cached(kind: str, key: str, make: Callable[[], bytes], folder: Path) -> bytes:
    return Store(folder).cached(kind, key, make)


def counted(made: list[int], data: bytes = b"made") -> Callable[[], bytes]:
    def make() -> bytes:
        made.append(1)
        return data

    return make


@pytest.fixture
def made() -> list[int]:
    return []


def stored(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_made_once(tmp_path: Path, made: list[int]) -> None:
    """What was made for a key is given again without being made."""
    assert [cached("k", "1", counted(made), tmp_path) for _ in range(3)] == [b"made"] * 3
    assert len(made) == 1


def test_keys_and_kinds_are_apart(tmp_path: Path, made: list[int]) -> None:
    """Another key and another kind are other entries."""
    for kind, key in (("a", "1"), ("a", "2"), ("b", "1")):
        cached(kind, key, counted(made), tmp_path)
    assert len(made) == 3


@pytest.mark.parametrize("keep", [0, 5, 31, 32, 35])
def test_torn_entry(tmp_path: Path, made: list[int], keep: int) -> None:
    """An entry that was cut off, at whatever byte, is a miss, and is mended."""
    cached("k", "1", counted(made), tmp_path)
    path = stored(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:keep])
    assert cached("k", "1", counted(made), tmp_path) == b"made"
    assert len(made) == 2
    assert path.read_bytes() == whole


def test_changed_entry(tmp_path: Path, made: list[int]) -> None:
    """An entry in which a byte was changed is a miss."""
    cached("k", "1", counted(made), tmp_path)
    path = stored(tmp_path)
    path.write_bytes(path.read_bytes()[:-1] + b"X")
    assert cached("k", "1", counted(made), tmp_path) == b"made"
    assert len(made) == 2


def test_empty_data(tmp_path: Path, made: list[int]) -> None:
    """Nothing is a value too."""
    assert [cached("k", "1", counted(made, b""), tmp_path) for _ in range(2)] == [b"", b""]
    assert len(made) == 1


def test_store_that_cannot_be_written(tmp_path: Path, made: list[int]) -> None:
    """Where a file stands in the place of the folder, the bytes are made anew and nothing fails."""
    (tmp_path / "file").write_text("")
    assert cached("k", "1", counted(made), tmp_path / "file") == b"made"
    assert cached("k", "1", counted(made), tmp_path / "file" / "deeper") == b"made"


def test_entry_that_is_a_folder(tmp_path: Path, made: list[int]) -> None:
    """A folder in the place of the entry is a miss, and leaves no litter."""
    (tmp_path / "k-1").mkdir()
    assert cached("k", "1", counted(made), tmp_path) == b"made"
    assert [path.name for path in tmp_path.iterdir()] == ["k-1"]


def test_error_is_not_stored(tmp_path: Path, made: list[int]) -> None:
    """An error while making is raised, and nothing is kept of it."""

    def fail() -> bytes:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        cached("k", "1", fail, tmp_path / "store")
    assert cached("k", "1", counted(made), tmp_path / "store") == b"made"


def test_key_depends_on_borders() -> None:
    """The same bytes cut at another place are another key."""
    assert len({key_of(parts) for parts in ([b"ab", b"c"], [b"a", b"bc"], [b"abc"], [b"abc", b""])}) == 4


def test_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The store stands where the XDG rules say."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "zbsh"
    monkeypatch.setenv("XDG_CACHE_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_folder() == tmp_path / ".cache" / "zbsh"
