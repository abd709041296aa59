"""What the file says of itself, keeps back and does (X18–X34)."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from plants.fault import (
    fault,
    of_file,
    without,
    xmp,
)
from preflightpdf import (
    Plant,
    add,
    artifact,
    profile,
)


def _intent(pdf: Pdf) -> Any:
    return pdf.Root.OutputIntents[0]


def _set_profile(*arguments: Any, components: int = 4) -> Plant:
    def plant(pdf: Pdf) -> None:
        stream = _intent(pdf).DestOutputProfile
        stream.write(profile(*arguments))
        stream.N = components

    return plant


of_file("X18", "OutputIntents/GTS_PDFX")(without("OutputIntents"))
of_file("X18", "OutputIntents/GTS_PDFX")(lambda pdf: setattr(_intent(pdf), "S", Name.GTS_PDFA1))
of_file("X19", "OutputIntents/GTS_PDFX")(lambda pdf: pdf.Root.OutputIntents.append(_intent(pdf)))
of_file("X20", "“FOGRA39”")(without("OutputIntents/0/DestOutputProfile"))
of_file("X20", "“FOGRA39”")(lambda pdf: _intent(pdf).DestOutputProfile.write(b"no profile"))
of_file("X20", "“FOGRA39”")(_set_profile(b"mntr"))
of_file("X20", "“FOGRA39”")(_set_profile(b"prtr", b"RGB "))
of_file("X20", "“FOGRA39”")(_set_profile(b"prtr", b"CMYK", 5))
of_file("X20", "“FOGRA39”")(_set_profile(components=3))
of_file("X21", "“FOGRA39”")(_set_profile(b"prtr", b"CMYK", 2, b"GRACoL2006_Coated1v2"))
of_file("X21", "“—”")(without("OutputIntents/0/OutputConditionIdentifier"))
of_file("X21", "“ISO Coated v2 300%”")(
    lambda pdf: setattr(_intent(pdf), "OutputConditionIdentifier", String("ISO Coated v2 300%"))
)
of_file("X22", "“FOGRA39”")(without("OutputIntents/0/RegistryName"))
of_file("X22", "“FOGRA39”")(lambda pdf: setattr(_intent(pdf), "RegistryName", String("http://example.org")))
of_file("X23", "GTS_PDFXVersion")(lambda pdf: xmp(pdf, ' pdfxid:GTS_PDFXVersion="PDF/X-4"', ""))
of_file("X25", "ModDate")(lambda pdf: pdf.docinfo.__delitem__("/ModDate"))
of_file("X25", "xmp:MetadataDate")(lambda pdf: xmp(pdf, ' xmp:MetadataDate="2024-02-15T00:00:00Z"', ""))
of_file("X26", "xmpMM:DocumentID")(lambda pdf: xmp(pdf, ' xmpMM:DocumentID="uuid:1"', ""))
of_file("X26", "xmpMM:VersionID, xmpMM:RenditionClass")(
    lambda pdf: xmp(pdf, ' xmpMM:VersionID="1" xmpMM:RenditionClass="default"', "")
)
of_file("X26", "trailer/ID")(lambda _: lambda data: data.replace(b"/ID [", b"/Id ["))
of_file("X27", "Title, dc:title", "print", "screen")(lambda pdf: xmp(pdf, ">TITLE<", ">OTHER<"))
of_file("X27", "CreationDate, xmp:CreateDate")(lambda pdf: xmp(pdf, "T08:00:00+08:00", "T08:00:00Z"))
of_file("X28", "PDF 2.0")(lambda _: {"force_version": "2.0"})


@of_file("X24", "Trapped")
def _not_trapped(pdf: Pdf) -> None:
    xmp(pdf, ' pdf:Trapped="False"', "")
    del pdf.docinfo["/Trapped"]


@of_file("X28", "PDF 1.6")
def _late_version(pdf: Pdf) -> None:
    xmp(pdf, "PDF/X-4", "PDF/X-3:2003")


@of_file("X29", "Title", "print", "screen")
def _no_title(pdf: Pdf) -> None:
    xmp(pdf, ">TITLE<", "><")
    del pdf.docinfo["/Title"]


of_file("X30", "file", "print", "proof")(lambda _: {"encryption": pikepdf.Encryption(owner="o", user="", R=4)})
of_file("X30", "file", "print", "screen")(lambda _: {"encryption": pikepdf.Encryption(owner="o", user="u", R=4)})
of_file("X31", "file", "screen")(
    lambda _: {
        "encryption": pikepdf.Encryption(
            owner="o",
            user="",
            R=3,
            aes=False,
            metadata=False,
            allow=pikepdf.Permissions(accessibility=False, extract=False),
        )
    }
)
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
of_file("X32", "OpenAction", "print", "screen", "proof")(lambda pdf: setattr(pdf.Root, "OpenAction", SCRIPT))
of_file("X32", "Names/JavaScript")(
    lambda pdf: setattr(pdf.Root, "Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT]))))
)
of_file("X33", "OpenAction Launch", "print", "screen")(
    lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(S=Name.Launch, F=String("a.exe")))
)
fault("X33", "AA O", "print", "screen")(
    lambda pdf: setattr(pdf.pages[1].obj, "AA", Dictionary(O=Dictionary(S=Name.Named, N=Name.NextPage)))
)
of_file("X34", "file", "print", "screen", "proof")(lambda _: lambda data: data.replace(b"startxref\n", b"startxref\n9"))
of_file("X34", "file")(lambda pdf: add(pdf, artifact("(open")))
