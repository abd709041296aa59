"""Join drawn units to one PDF: pages, faces, tags, outline and links. Knows nothing of layout."""

from zbsh_pub.link.linker import DanglingLink, Overlay, link
from zbsh_pub.link.loose import without_links
from zbsh_pub.link.metadata import PageLabel, PdfFacts

__all__ = ["DanglingLink", "Overlay", "PageLabel", "PdfFacts", "link", "without_links"]
