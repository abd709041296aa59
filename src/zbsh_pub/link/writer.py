"""Write a PDF object by object, in little memory: what is written is gone.

Objects that are no streams are gathered in object streams of `TOGETHER`, the cross-reference table is a
stream (ISO 32000-1, 7.5.7 and 7.5.8). The same calls give the same bytes; the file's ID is their digest.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from typing import BinaryIO

TOGETHER = 500  # objects in an object stream: more of them compress better, fewer are found sooner
LEVEL = 6
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Writer:
    """Numbers objects and writes them in any order; `finish` closes the file."""

    def __init__(self, file: BinaryIO, head: bytes = _HEAD):
        """`head` is the first line of the file, which says its version, and a line of bytes above 127."""
        self._file = file
        self._digest = hashlib.sha256()
        self._position = 0
        self._kind = array("B", [0])  # 0: not written, 1: at an offset, 2: in an object stream
        self._where = array("Q", [0])
        self._index = array("L", [0])
        self._waiting: dict[bool, list[tuple[int, bytes]]] = {False: [], True: []}
        self._put(head)

    def reserve(self) -> int:
        """The number of an object that will be written."""
        self._kind.append(0)
        self._where.append(0)
        self._index.append(0)
        return len(self._kind) - 1

    def add(self, value: bytes, number: int = 0, tag: bool = False) -> int:
        """Write an object that is no stream; gives its number.

        What is a `tag` stands with its like: it compresses better so, and who shows a page need not read it.
        """
        number = number or self.reserve()
        waiting = self._waiting[tag]
        waiting.append((number, value))
        if len(waiting) == TOGETHER:
            self._flush(tag)
        return number

    def add_stream(self, data: bytes, entries: bytes = b"", number: int = 0) -> int:
        """Write a stream; `entries` are those of its dictionary but /Length. `data` is as the filters left it."""
        number = number or self.reserve()
        self._kind[number], self._where[number] = 1, self._position
        self._put(b"%d 0 obj\n<<%s /Length %d>>\nstream\n" % (number, entries, len(data)))
        self._put(data)
        self._put(b"\nendstream\nendobj\n")
        return number

    def add_packed(self, data: bytes, entries: bytes = b"", number: int = 0) -> int:
        """Write a stream that is not compressed yet."""
        return self.add_stream(zlib.compress(data, LEVEL), entries + b" /Filter /FlateDecode", number)

    def finish(self, root: int, info: int) -> None:
        """Write what is waiting, the cross-reference stream and the end of the file."""
        self._flush(False)
        self._flush(True)
        number = self.reserve()
        start = self._position
        self._kind[number], self._where[number] = 1, start
        width = max(1, (start.bit_length() + 7) // 8)
        rows = b"".join(
            bytes([kind]) + where.to_bytes(width, "big") + index.to_bytes(2, "big")
            for kind, where, index in zip(self._kind, self._where, self._index, strict=True)
        )
        columns = width + 3
        identity = self._digest.hexdigest()[:32].encode()
        entries = (
            b"/Type /XRef /Size %d /W [1 %d 2] /Root %d 0 R /Info %d 0 R /ID [<%s><%s>]"
            b" /DecodeParms <</Predictor 12 /Columns %d>>"
        ) % (len(self._kind), width, root, info, identity, identity, columns)
        self.add_packed(_predicted(rows, columns), entries, number)
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)

    def _flush(self, tag: bool) -> None:
        waiting, self._waiting[tag] = self._waiting[tag], []
        if not waiting:
            return
        holder = self.reserve()
        head, body = bytearray(), bytearray()
        for index, (number, value) in enumerate(waiting):
            self._kind[number], self._where[number], self._index[number] = 2, holder, index
            head += b"%d %d " % (number, len(body))
            body += value + b"\n"
        entries = b"/Type /ObjStm /N %d /First %d" % (len(waiting), len(head))
        self.add_packed(bytes(head + body), entries, holder)

    def _put(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
        self._position += len(data)


def _predicted(rows: bytes, columns: int) -> bytes:
    """Rows as their differences from the row above (PNG's filter "up"): these compress far better.

    All bytes are subtracted at once, as one large number each whose bytes borrow nothing from each other.
    """
    value = int.from_bytes(rows, "big")
    above = value >> 8 * columns
    high = int.from_bytes(b"\x80" * len(rows), "big")
    low = int.from_bytes(b"\x7f" * len(rows), "big")
    difference = ((value | high) - (above & low)) ^ ((value ^ ~above) & high)
    data = difference.to_bytes(len(rows), "big")
    return b"".join(b"\x02" + data[start : start + columns] for start in range(0, len(data), columns))
