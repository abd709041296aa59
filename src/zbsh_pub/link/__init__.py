"""Join drawn units to one PDF: pages, faces, tags, outline and links. Knows nothing of layout."""

from zbsh_pub.link.linker import DanglingLink, Overlay, PageLabel, PdfFacts, link
from zbsh_pub.link.loose import without_links

__all__ = ["DanglingLink", "Overlay", "PageLabel", "PdfFacts", "link", "without_links"]
