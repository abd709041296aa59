"""Read an article's Markdown line by line and report what the dialect does not know.

The scan runs on the source, before conversion, so that each problem has its exact line. What it
cannot foresee is caught after conversion by `leftovers.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import yaml

from zbsh_pub.markdown.blocks import BY_NAME, SPECS, BlockSpec, Content
from zbsh_pub.markdown.inline import SAFE_TAGS
from zbsh_pub.markdown.names import misused
from zbsh_pub.pictures import IMAGE
from zbsh_pub.problems import Problem, problem

_BLOCK_START = re.compile(r" {0,3}(/{3,})\s*([^\s|/][^|]*?)\s*(?:\|\s*(.*?)\s*)?$")
_BLOCK_END = re.compile(r" {0,3}(/{3,})\s*$")
_HEADING = re.compile(r"(#+)(\s*)(.*)")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_NOTE_DEFINITION = re.compile(r"\[\^([^\]\s]+)\]:\s*(.*)")
_NOTE_REFERENCE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_RUBY = re.compile(r"\{([^{}|\n]*)\|([^{}|\n]*)\}")
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)\b[^>]*>|<!--|<\?|<!\w")
_ARTICLE = re.compile(r"(?:[\w./-]*/)?([\w-]+)\.md")
_LIST_ITEM = re.compile(r" {0,3}(?:[-+*]|\d+\.)\s+\S")
_QUOTE = re.compile(r"^ {0,3}> ?")
_STRUCTURE = re.compile(r"\s*(?:(?:[-+*]|\d+\.)\s+\S|#{1,6}\s|>)")
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*$")
_TARGET = re.compile(r"\]\([^)]*\)")
_UNKNOWN = (
    (re.compile(r"^\s*(```|~~~)"), "```"),
    (re.compile(r"^\s{0,3}(-{3,}|\*{3,}|_{3,}|={3,})\s*$"), "---"),
    (re.compile(r"^\s*(?:>|[-+*]\s|\d+\.\s)\s*/{3,}"), "///"),
    (re.compile(r"`[^`]+`"), "`"),
    (re.compile(r"(?<![A-Za-z0-9_])__[^_]+__"), "__"),
    (re.compile(r"(?<![A-Za-z0-9_])_[^_\s](?:[^_]*[^_\s])?_(?![A-Za-z0-9_])"), "_"),
    (re.compile(r"\{:[^}]*\}"), "{: }"),
    (re.compile(r"^\s*\[[^\]^]+\]:\s*\S"), "[ ]:"),
    (re.compile(r"\]\[[^\]]*\]"), "[ ][ ]"),
    (re.compile(r"&(#\d+|#x[0-9a-fA-F]+|[A-Za-z]+);"), "&…;"),
    (re.compile(r"~~[^~]+~~"), "~~"),
    # what a Chinese keyboard types for the marks of the dialect
    (re.compile(r"^\s*(?:／{2,}|//(?!/)\s*\S)"), "///"),
    (re.compile(r"^\s*＃{1,6}\s*\S"), "##"),
    (re.compile(r"＊＊[^＊]+＊＊|＝＝[^＝]+＝＝"), "**"),
    (re.compile(r"[［\[][＾^][^］\]]*］|［＾"), "[^]"),
    (re.compile(r"\{[^{}|｜]*｜[^{}]*\}|｛[^｛｝]*[|｜][^｛｝]*｝"), "{|}"),
    (re.compile(r"!?\[[^\]]*\]（[^）]*）"), "[]()"),
)
# What a line of a block must look like; what does not has no place there and would be lost.
_FITTING: Mapping[Content, re.Pattern[str]] = {
    "anything": re.compile(""),
    "text": re.compile(rf"(?!{_STRUCTURE.pattern})"),
    "picture": re.compile(rf"\s*{IMAGE.pattern}\s*$"),
    "table": _TABLE_ROW,
    "facts": re.compile(r" {0,3}(?:[-+*]|\d+\.)\s+\*\*[^*]+\*\*"),
    "nothing": re.compile(r"(?!)"),
}
# The same in words, for the cure.
_ALLOWED: Mapping[Content, str] = {
    "text": "文字",
    "picture": "一行![替代文字](路径)",
    "table": "| 甲 | 乙 |",
    "facts": "- **数值** 单位：说明",
    "nothing": "空行",
}


@dataclass(slots=True)
class _OpenBlock:
    spec: BlockSpec
    name: str
    line: int
    slashes: int
    in_options: bool = True
    options: list[str] = field(default_factory=list)
    images: int = 0
    rows: int = 0
    columns: int = 0
    text: bool = False
    strays: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    file: str
    articles: frozenset[str]
    stack: list[_OpenBlock] = field(default_factory=list)
    level: int = 1
    previous: str = ""
    in_list: bool = False
    in_note: bool = False
    defined: dict[str, int] = field(default_factory=dict)
    referenced: dict[str, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)


def scan(body: str, file: str, first_line: int, articles: frozenset[str]) -> list[Problem]:
    """All problems of the source text `body`, whose first line is `first_line` of `file`.

    `articles` are the ids of all articles of the issue, to which links may point.
    """
    state = _State(file, articles)
    problems: list[Problem] = []
    for number, line in enumerate(body.split("\n"), first_line):
        problems += _scan_line(line, number, state)
    problems += _unclosed(state)
    problems += _notes(state)
    return problems


def linked_article(target: str) -> str:
    """The id of the article that a link's target names; empty where it leads elsewhere."""
    match = _ARTICLE.fullmatch(target)
    return match[1] if match else ""


def _scan_line(line: str, number: int, state: _State) -> Iterator[Problem]:
    if _BLOCK_END.match(line):
        yield from _close(line, number, state)
    elif _BLOCK_START.match(line):
        yield from _open(line, number, state)
    elif state.stack and state.stack[-1].in_options and re.match(r" {4,}\S", line):
        state.stack[-1].options.append(line)
        yield from _label(line, number, state)
    else:
        if state.stack and state.stack[-1].in_options:
            yield from _check_options(state.stack[-1], state)
        for rule in _LINE_RULES:
            yield from rule(line, number, state)
        state.previous = line
        return
    state.previous, state.in_list, state.in_note = "", False, False


def _label(line: str, number: int, state: _State) -> Iterator[Problem]:
    """The rules of running text, on a title or an option, where a note cannot be called."""
    if re.match(r"\s*url:", line):
        return
    for rule in (_links, _raw_html, _names, _ruby, _unknown_syntax):
        yield from rule(line, number, state)
    for match in _NOTE_REFERENCE.finditer(line):
        state.referenced[match[1]] = number
        name = state.stack[-1].name
        yield problem(
            "D18", state.file, number, match.start() + 1, name=f"/// {name} |", found=match[0], allowed=_ALLOWED["text"]
        )


def _open(line: str, number: int, state: _State) -> Iterator[Problem]:
    if state.stack and state.stack[-1].in_options:
        yield from _check_options(state.stack[-1], state)
    if state.stack:
        state.stack[-1].text = True
        if state.stack[-1].spec.content != "anything":
            state.stack[-1].strays.append((number, line.strip()))
    match = _BLOCK_START.match(line)
    assert match
    slashes, name, title = len(match[1]), match[2].strip(), match[3] or ""
    spec = BY_NAME.get(name)
    if spec is None:
        near = get_close_matches(name, BY_NAME, n=1, cutoff=0.4)
        known = "、".join(s.names[0] for s in SPECS)
        yield problem("D01", state.file, number, name=name, hint=near[0] if near else known)
        spec = BlockSpec("unknown", (name,), "optional", content="anything")
    elif spec.title == "required" and not title:
        yield problem("D15", state.file, number, name=name, option="|", reason=f"/// {name} | …")
    elif spec.title == "none" and title:
        yield problem("D15", state.file, number, name=name, option=f"| {title}", reason=f"/// {name}")
    state.stack.append(_OpenBlock(spec, name, number, slashes))
    yield from _label(line, number, state)


def _close(line: str, number: int, state: _State) -> Iterator[Problem]:
    if not state.stack:
        yield problem("D02", state.file, number, name="///")
        return
    block = state.stack.pop()
    if block.in_options:
        yield from _check_options(block, state)
    yield from _check_content(block, state)


def _check_content(block: _OpenBlock, state: _State) -> Iterator[Problem]:
    content = block.spec.content
    if content == "picture" and block.images != 1:
        yield problem("D09", state.file, block.line, name=block.name, count=block.images)
    elif content == "table" and block.rows < 3:
        yield problem("D11", state.file, block.line, name=block.name)
    elif content not in {"picture", "table", "nothing"} and block.spec.kind != "unknown" and not block.text:
        yield problem("D17", state.file, block.line, name=block.name)
    else:
        for number, line in block.strays:
            found, allowed = line[:20], _ALLOWED[content]
            yield problem("D18", state.file, number, name=f"/// {block.name}", found=found, allowed=allowed)


def _check_options(block: _OpenBlock, state: _State) -> Iterator[Problem]:
    block.in_options = False
    spec = block.spec
    if spec.kind == "unknown":
        return
    given = _parse_options(block.options)
    if given is None:
        yield problem(
            "D15", state.file, block.line + 1, name=block.name, option=block.options[0].strip(), reason="YAML"
        )
        return
    for key, value in given.items():
        known = spec.options.get(key)
        if known is None or not isinstance(value, (str, int, float) if known is str else known):
            allowed = "、".join(spec.options) or "—"
            yield problem("D15", state.file, block.line + 1, name=block.name, option=f"{key}: {value}", reason=allowed)
    for key in spec.required:
        if not re.fullmatch(r"https?://[^\s/]\S*", str(given.get(key, ""))):
            yield problem("D15", state.file, block.line, name=block.name, option=key, reason=f"{key}: https://…")


def _parse_options(lines: list[str]) -> dict[str, object] | None:
    try:
        given = yaml.safe_load("\n".join(line.strip() for line in lines)) or {}
    except yaml.YAMLError:
        return None
    return given if isinstance(given, dict) else None


def _headings(line: str, number: int, state: _State) -> Iterator[Problem]:
    match = _HEADING.match(line)
    if not match:
        return
    level = len(match[1])
    if level == 1 or level > 4 or not match[2] or not match[3].strip():
        yield problem("D07", state.file, number, found=line[:20])
    elif level > state.level + 1:
        yield problem("D08", state.file, number, found="#" * level, wanted="#" * (state.level + 1))
    if 1 < level <= 4:
        state.level = level


def _images(line: str, number: int, state: _State) -> Iterator[Problem]:
    for match in IMAGE.finditer(line):
        path = match[2] or match[3] or ""
        block = state.stack[-1] if state.stack else None
        if block:
            block.images += 1
        if block is None or block.spec.kind not in {"figure", "plate", "unknown"}:
            yield problem("D12", state.file, number, match.start() + 1, image=path)
        if not match[1].strip():
            yield problem("D10", state.file, number, match.start() + 1, image=path)
        if re.match(r"(?i)(https?:)?//|data:|file:", path):
            yield problem("D13", state.file, number, match.start() + 1, found=path)


def _links(line: str, number: int, state: _State) -> Iterator[Problem]:
    for match in _LINK.finditer(line):
        target = match[2]
        if linked_article(target) in state.articles and match[1].strip():
            continue
        if not re.match(r"(https?://|mailto:)\S+", target) or not match[1].strip():
            yield problem("D16", state.file, number, match.start() + 1, target=target or "()")


def _raw_html(line: str, number: int, state: _State) -> Iterator[Problem]:
    for match in _TAG.finditer(line):
        if (match[1] or "").lower() in SAFE_TAGS and re.fullmatch(r"</?\w+>", match[0]):
            continue
        yield problem("D04", state.file, number, match.start() + 1, found=match[0][:40], known="、".join(SAFE_TAGS))


def _names(line: str, number: int, state: _State) -> Iterator[Problem]:
    for match, mark in misused(line):
        yield problem("D20", state.file, number, match.start() + 1, found=match[0][:20], mark=mark)


def _ruby(line: str, number: int, state: _State) -> Iterator[Problem]:
    for match in _RUBY.finditer(line):
        syllables = match[2].split()
        count = len(match[1].strip())
        if "[^" in match[0]:
            found, allowed = match[0][:20], _ALLOWED["text"]
            yield problem("D18", state.file, number, match.start() + 1, name="{…|…}", found=found, allowed=allowed)
            continue
        if not count or not syllables or len(syllables) not in {1, count}:
            yield problem(
                "D14", state.file, number, match.start() + 1, found=match[0], count=count, readings=len(syllables)
            )


def _footnotes(line: str, number: int, state: _State) -> Iterator[Problem]:
    """A note is one paragraph of text: the page has no place for a list or for another note in it."""
    definition = _NOTE_DEFINITION.match(line)
    if definition:
        if definition[1] in state.defined:
            yield problem("D06", state.file, number, note=definition[1])
        state.defined[definition[1]] = number
        line = definition[2]
        if not line.strip():
            yield problem("D05", state.file, number, note=definition[1], reason="[^…]: …")
        elif _STRUCTURE.match(line):
            yield _not_in_note(line, number, state)
    elif line.strip() and not state.previous.strip():
        state.in_note = state.in_note and line.startswith("    ")
        if state.in_note:
            yield _not_in_note(line, number, state)
    state.in_note = state.in_note or definition is not None
    for match in _NOTE_REFERENCE.finditer(line):
        if match[1] in state.referenced:
            yield problem("D06", state.file, number, match.start() + 1, note=match[1])
        state.referenced[match[1]] = number
        if state.in_note:
            yield _not_in_note(match[0], number, state)


def _not_in_note(found: str, number: int, state: _State) -> Problem:
    return problem("D18", state.file, number, name="[^…]:", found=found.strip()[:20], allowed=_ALLOWED["text"])


def _tables(line: str, number: int, state: _State) -> Iterator[Problem]:
    if not _TABLE_ROW.match(line):
        return
    block = state.stack[-1] if state.stack else None
    if block is None or block.spec.kind not in {"table", "unknown"}:
        if not _TABLE_ROW.match(state.previous):
            yield problem("D11", state.file, number, name=line.strip()[:20])
        return
    columns = len(_RUBY.sub("", line).strip().strip("|").split("|"))
    block.rows += 1
    block.columns = block.columns or columns
    if columns != block.columns:
        yield problem("D11", state.file, number, name=line.strip()[:20])


def _unknown_syntax(line: str, number: int, state: _State) -> Iterator[Problem]:
    words = _TARGET.sub(lambda match: f"]({' ' * (len(match[0]) - 3)})", line)
    for pattern, name in _UNKNOWN:
        match = pattern.search(words)
        if match:
            yield problem("D03", state.file, number, match.start() + 1, found=match[0].strip()[:20] or name)


def _lists(line: str, number: int, state: _State) -> Iterator[Problem]:
    """A list begins behind a blank line; directly below text its marks would be printed."""
    quote_opens = _QUOTE.match(line) is not None and not _QUOTE.match(state.previous)
    line, previous = _QUOTE.sub("", line), _QUOTE.sub("", state.previous)
    starts = quote_opens or not previous.strip() or _HEADING.match(previous) is not None
    if starts and line.strip():
        state.in_list = _LIST_ITEM.match(line) is not None or (state.in_list and line.startswith("    "))
    elif _LIST_ITEM.match(line) and not state.in_list:
        state.in_list = True  # its other items have the same cure
        yield problem("D19", state.file, number, found=line.strip()[:20])


def _content(line: str, number: int, state: _State) -> Iterator[Problem]:
    """What the open block holds, and what has no place in it; a note's text may stand anywhere."""
    if state.stack and line.strip() and not _NOTE_DEFINITION.match(line):
        block = state.stack[-1]
        content = block.spec.content
        goes_on = content == "facts" and state.in_list and not _STRUCTURE.match(line)
        reported = (content != "picture" and IMAGE.search(line)) or (content != "table" and _TABLE_ROW.match(line))
        if not (_FITTING[content].match(line) or goes_on or reported):
            block.strays.append((number, line.strip()))
        block.text = True
    yield from ()


_LINE_RULES = (
    _headings,
    _images,
    _links,
    _raw_html,
    _names,
    _ruby,
    _footnotes,
    _tables,
    _lists,
    _unknown_syntax,
    _content,
)


def _unclosed(state: _State) -> Iterator[Problem]:
    for block in state.stack:
        yield problem("D02", state.file, block.line, name=f"/// {block.name}")


def _notes(state: _State) -> Iterator[Problem]:
    for note, line in state.referenced.items():
        if note not in state.defined:
            yield problem("D05", state.file, line, note=note, reason="[^…]:")
    for note, line in state.defined.items():
        if note not in state.referenced:
            yield problem("D05", state.file, line, note=note, reason="[^…]")
