"""Chinese lines for WeasyPrint 70: breaks chosen over the paragraph, marks squeezed, edges flush.

    with chinese_lines(House()):
        document = HTML(…).render()
        document.write_pdf()

Nothing is patched at import; inside the context the functions that `seam` lists are replaced, for
boxes whose language is Chinese. Everything else is laid out as before.
"""

from zbsh_pub.typeset.chinese.house import House

__all__ = ["House"]
