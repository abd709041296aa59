"""What the finished file says about itself and its colours: XMP and output intent.

It says that it is PDF/UA-1 (ISO 14289-1, 5) and PDF/A-2a (ISO 19005-2, 6.6.4); the schema of the first is described
as the second wants it (6.6.2.3). tests/test_conformance.py has veraPDF prove both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from xml.sax.saxutils import escape

from pikepdf import String

from zbsh_pub.link.writer import Writer

PageLabel = tuple[int, str, int]  # index of the first page, style, first number
PRODUCER = "zbsh-pub"
PROFILE = "sRGB2014.icc"
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
_CLAIMS = """<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Which part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>"""


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """Document information; dates are W3C dates. `labels` are ranges of page labels (ISO 32000-1, 12.4.2).

    `conforms` lets the file say that it is PDF/UA-1 and PDF/A-2a: whoever adds to finished pages has to deny it.
    """

    title: str
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    language: str
    created: str
    labels: tuple[PageLabel, ...] = ()
    conforms: bool = True


def write_info(writer: Writer, facts: PdfFacts) -> int:
    """The information dictionary (ISO 32000-1, 14.3.3); gives its number."""
    date = pdf_date(facts.created)
    values = {
        "Title": facts.title,
        "Author": ", ".join(facts.authors),
        "Subject": facts.subject,
        "Keywords": ", ".join(facts.keywords),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
        "CreationDate": date,
        "ModDate": date,
    }
    return writer.add(b"<<%s>>" % b"".join(b"/%s %s" % (k.encode(), String(v).unparse()) for k, v in values.items()))


def pdf_date(date: str) -> str:
    """`2024-02-15T00:00:00Z` as PDF writes it (ISO 32000-1, 7.9.4)."""
    digits = "".join(c for c in date if c.isdigit())
    return f"D:{digits}" + ("Z" if len(digits) == 14 else "")


def write_metadata(writer: Writer, facts: PdfFacts) -> int:
    """The same facts, and the standards, as XMP in the clear (14.3.2); gives the stream's number."""
    return writer.add_stream(xmp(facts), b"/Type/Metadata/Subtype/XML")


def xmp(facts: PdfFacts) -> bytes:
    """The XMP packet (ISO 16684-1)."""
    spaces = "".join(f' xmlns:{prefix}="{address}"' for prefix, address in _SPACES.items())
    return "\n".join(
        [
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            f'<rdf:Description rdf:about=""{spaces}>',
            *_properties(facts),
            *([_CLAIMS] if facts.conforms else []),
            "</rdf:Description></rdf:RDF></x:xmpmeta>",
            '<?xpacket end="r"?>',
        ]
    ).encode()


def _properties(facts: PdfFacts) -> Iterator[str]:
    """The properties that have a value; all are the same as in the information dictionary (ISO 19005-2, 6.6.3)."""
    yield _property("dc:format", "application/pdf")
    yield _listed("dc:title", "Alt", [facts.title], ' xml:lang="x-default"')
    yield _listed("dc:creator", "Seq", [", ".join(facts.authors)])
    yield _listed("dc:language", "Bag", [facts.language])
    yield _listed("dc:description", "Alt", [facts.subject], ' xml:lang="x-default"')
    yield _listed("dc:subject", "Bag", facts.keywords)
    yield _property("pdf:Keywords", ", ".join(facts.keywords))
    yield _property("pdf:Producer", PRODUCER)
    yield _property("xmp:CreatorTool", PRODUCER)
    yield _property("xmp:CreateDate", facts.created)
    yield _property("xmp:ModifyDate", facts.created)


def _property(name: str, value: str) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _listed(name: str, kind: str, values: Iterable[str], attribute: str = "") -> str:
    items = "".join(f"<rdf:li{attribute}>{escape(value)}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def write_output_intent(writer: Writer) -> int:
    """The colours are those of sRGB (ISO 19005-2, 6.2.3); gives the number of the intent."""
    data = files("zbsh_pub.link").joinpath(PROFILE).read_bytes()
    profile = writer.add_packed(data, b"/N 3/Alternate/DeviceRGB")
    name = String("sRGB IEC61966-2.1").unparse()
    entries = b"/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%s/Info%s/DestOutputProfile %d 0 R"
    return writer.add(b"<<%s>>" % (entries % (name, name, profile)))
