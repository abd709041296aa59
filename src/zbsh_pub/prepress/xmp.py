"""The metadata packet of a PDF/X-4 file (ISO 15930-7, 6.8; ISO 16684-1)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID
from xml.sax.saxutils import escape

VERSION = "PDF/X-4"
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmp:CreatorTool>{tool}</xmp:CreatorTool>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Producer>{tool}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>{version}</pdfxid:GTS_PDFXVersion>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


@dataclass(frozen=True, slots=True)
class PressFacts:
    """What a file for the press says of itself; `created` is a W3C date in UTC, `digest` names its content."""

    title: str
    author: str
    created: str
    digest: str
    language: str
    labels: tuple[tuple[int, str, int], ...] = ()
    tool: str = "zbsh-pub"


def xmp_packet(facts: PressFacts) -> bytes:
    """The packet; equal facts give equal bytes."""
    said = {"title": facts.title, "author": facts.author, "date": facts.created, "tool": facts.tool}
    document = UUID(hex=facts.digest[:32], version=5)
    return _PACKET.format_map(
        {**{key: escape(value) for key, value in said.items()}, "document": document, "version": VERSION}
    ).encode()
