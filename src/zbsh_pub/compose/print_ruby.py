"""Ruby for print: the base stays in its line, the reading is a box without place in it, above its base.

Readings are painted after the running text, so that the text layer of the base is uninterrupted;
`typeset.chinese.beside` puts each over its base. A base is widened where its reading is wider, so that
neighbours never touch and no reading leaves the measure (clreq 3.3.4).
"""

from __future__ import annotations

from math import ceil

from lxml.etree import _Element

from zbsh_pub.compose.parts import zi
from zbsh_pub.fonts import advance
from zbsh_pub.markdown.trees import element, has_class, replace, text_of

SIZE = 0.54  # of the base (print.css: .reading): 7 px, 5.25 pt, in the text
APART = 0.16  # em of the base between two readings
OVER_MARK = 0.3  # em that a reading may reach over a mark that never parts from its base at a line's end
_STEP = 0.05  # em: classes of widths
_READING = "\ufffc"  # stands for a neighbour with a reading of its own
_AFTER, _BEFORE = frozenset("，、；：。！？"), frozenset("“‘（《〈【")


def print_ruby(root: _Element, rules: list[str]) -> None:
    """Each pair of base and reading as spans; widths go into `rules`."""
    for ruby in list(root.iter("ruby")):
        before, after = _before(ruby), _after(ruby)
        pairs = list(zip(ruby.findall("rb"), ruby.findall("rt"), strict=True))
        sides = zip([before, *[_READING] * (len(pairs) - 1)], [*[_READING] * (len(pairs) - 1), after], strict=True)
        boxes = [
            _pair(text_of(base), text_of(reading), beside, rules)
            for (base, reading), beside in zip(pairs, sides, strict=True)
        ]
        replace(ruby, *boxes)


def _before(ruby: _Element) -> str:
    """The character before the ruby within its element; `_READING` where that has one too."""
    previous, parent = ruby.getprevious(), ruby.getparent()
    if previous is None:
        return (parent.text or "")[-1:] if parent is not None else ""
    return (previous.tail or "")[-1:] or (_READING if previous.tag == "ruby" or has_class(previous, "ruby") else "")


def _after(ruby: _Element) -> str:
    following = ruby.getnext()
    return (ruby.tail or "")[:1] or (_READING if following is not None and following.tag == "ruby" else "")


def _pair(base: str, reading: str, beside: tuple[str, str], rules: list[str]) -> _Element:
    """`rt--n`: as wide as a base of n twentieths of an em and two em at each side."""
    length = zi(base)
    over = (advance(reading, "hei", 400) * SIZE - length) / 2
    left = _steps(over, beside[0], _BEFORE)
    right = _steps(over, beside[1], _AFTER)
    width = round(length / _STEP)
    _add(rules, f".rt--{width}{{width:{length + 4:.2f}em}}")
    classes = "ruby ruby--group" if len(base) > 1 else "ruby"
    if left or right:
        classes += f" ruby--{left}-{right}"
        _add(rules, f".ruby--{left}-{right}{{padding:0 {right * _STEP:.2f}em 0 {left * _STEP:.2f}em}}")
    rt = element("span", f"rt rt--{width}", element("span", "reading", reading))
    return element("span", classes, rt, base)


def _steps(over: float, beside: str, marks: frozenset[str]) -> int:
    """The room that a base needs at a side where its reading is `over` em wider than itself."""
    room = over + APART / 2 if beside == _READING else over - OVER_MARK if beside in marks else over
    return max(0, ceil(room / _STEP - 0.01))


def _add(rules: list[str], rule: str) -> None:
    if rule not in rules:
        rules.append(rule)
