"""The structure tree of drawn pages (ISO 32000-1, 14.7 and 14.8; ISO 14289-1): from the document, not from its boxes.

WeasyPrint 70 makes an element of each box: a paragraph over two columns becomes two paragraphs, a page break cuts
the article, readings and notes are spans, what stands in margins is left without a place. Here an element of the
HTML is one structure element, wherever its lines stand; what is no part of the text is an artifact.
"""
