"""The words of the reports, in Chinese and English; figures in the order in which they are shown."""

from __future__ import annotations

from zbsh_pub.problems import Language

_FIGURES = {
    "not-flush": ("整行未与栏边对齐", "full lines off the column's edge", "em"),
    "line-starts": ("行首禁则", "forbidden first characters", ""),
    "line-ends": ("行尾禁则", "forbidden last characters", ""),
    "unsqueezed": ("相邻标点未挤压", "adjacent marks not squeezed", "em"),
    "too-loose": ("字间太松的行", "lines with too wide a gap between Han", "em"),
    "lone-characters": ("孤字成行", "last lines of one character", ""),
    "orphans": ("栏末孤行（段首）", "first lines alone at a column's foot", ""),
    "widows": ("栏首孤行（段末）", "last lines alone at a column's head", ""),
    "off-grid": ("基线离开网格", "baselines off the page's grid", "pt"),
    "lonely-headings": ("标题落在栏末", "headings left at a column's foot", ""),
    "missing-glyphs": ("缺字", "missing glyphs", ""),
    "rare-fonts": ("极少使用的字体（疑为后备字体）", "hardly used faces (fallbacks?)", ""),
    "pages-of-notes": ("只有注释的页", "pages of notes only", ""),
}
_WORDS = {
    "title": ("排版测量", "Typesetting, measured"),
    "facts": (
        "{pages} 页，{characters} 字符；正文 {size:g} 磅，{lines} 行，{body} 字符",
        "{pages} pages, {characters} characters; body {size:g} pt, {lines} lines, {body} characters",
    ),
    "clean": ("{figures} 项全部合格", "{figures} figures, no faults"),
    "faulty": ("{figures} 项中 {faulty} 项有例外，共 {count} 处", "{count} faults in {faulty} of {figures} figures"),
    "figure": ("项目", "figure"),
    "count": ("例外", "faults"),
    "of": ("总数", "of"),
    "share": ("比例", "share"),
    "spread": ("分布", "spread"),
    "places": ("数目", "number"),
    "least": ("最小", "least"),
    "median": ("中位", "median"),
    "most": ("最大", "most"),
    "looseness": ("行内汉字间平均加空（em）", "mean gap added between Han, by line (em)"),
    "han-latin": ("汉字与西文间距（em）", "gap between Han and Latin (em)"),
    "page-grid": ("正文行落在本页网格", "body lines on the page's grid"),
    "document-grid": ("正文行落在全书网格", "body lines on the document's grid"),
    "even-columns": ("各栏基线一致的页", "pages whose columns share a grid"),
    "tolerance": ("行距 {pitch:.3f} 磅，容差 {tolerance:g} 磅", "line step {pitch:.3f} pt, tolerance {tolerance:g} pt"),
    "place": ("第 {page} 页（{label}）{column} 栏 {line} 行", "page {page} ({label}), column {column}, line {line}"),
    "page": ("第 {page} 页（{label}）", "page {page} ({label})"),
    "pages": ("第 {first}—{last} 页", "pages {first}–{last}"),
    "one-page": ("第 {first} 页", "page {first}"),
    "more": ("另有 {count} 处", "{count} more"),
    "histograms": ("各组页面的行间松紧", "Looseness by groups of pages"),
    "histogram-note": (
        "横轴：一行内汉字间平均加空（em）；纵轴：行数占本组的比例，各图同尺。竖线为中位数。",
        "Across: mean gap added between the Han of a line (em). Up: share of the group's lines, one scale for all. "
        "The line is the median.",
    ),
    "group": ("{pages} · {count} 行", "{pages} · {count} lines"),
    "worst": ("最松的 20 行", "The 20 loosest lines"),
    "worst-note": (
        "字按 PDF 中的位置画出，色块是相邻汉字间多出的空。",
        "Characters stand where the PDF has them; the blocks are what was added between neighbouring Han.",
    ),
    "faults": ("例外逐条", "Every fault"),
    "none": ("没有例外。", "No faults."),
    "fonts": ("字体", "Faces"),
    "characters": ("字符", "characters"),
}


def word(key: str, language: Language, **details: object) -> str:
    """A phrase of the reports."""
    return _WORDS[key][language == "en"].format(**details)


def figure_name(key: str, language: Language) -> str:
    return _FIGURES[key][language == "en"]


def unit(key: str) -> str:
    """What a fault's value is measured in; empty where the value says nothing."""
    return _FIGURES[key][2]
