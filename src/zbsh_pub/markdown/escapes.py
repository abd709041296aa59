"""Characters that an editor escapes with a backslash, kept out of sight of every rule until the end.

`\\*` prints an asterisk. Before anything reads the text, such a pair becomes one private-use
character; after conversion it becomes the plain character. The bar of `{涿州|zhuō zhōu}` is kept out
of sight likewise, because it is none between the cells of a table.
"""

from __future__ import annotations

import re

_BASE = 0xE000
RUBY_BAR = "\ue07f"
_PAIR = re.compile(r"\\([!-/:-@\[-`{-~])")
_HIDDEN = re.compile("[\ue021-\ue07f]")
_RUBY = re.compile(r"\{([^{}|\n]+)\|([^{}|\n]+)\}")


def hide(text: str) -> str:
    """Escaped pairs as private-use characters."""
    return _PAIR.sub(lambda match: chr(_BASE + ord(match[1])), text)


def hide_ruby_bars(text: str) -> str:
    """`{base|reading}` with a bar that only the ruby rule knows."""
    return _RUBY.sub(rf"{{\1{RUBY_BAR}\2}}", text)


def reveal(text: str) -> str:
    """Private-use characters of `hide` and `hide_ruby_bars` as the characters they stand for."""
    return _HIDDEN.sub(lambda match: "|" if match[0] == RUBY_BAR else chr(ord(match[0]) - _BASE), text)
