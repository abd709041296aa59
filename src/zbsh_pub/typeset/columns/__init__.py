"""Columns for WeasyPrint 70: filled to the foot, balanced in whole lines, without margins at their heads.

Replaces `block.columns_layout` and `block.block_level_layout` while `even_columns()` is open. Beside
WeasyPrint's own it differs so:

* a block that opens a column gives up its upper margin, so that both columns begin on the first line;
* a figure, table or box that does not fit at the foot of a column waits for the head of the next one,
  and the text after it fills the column (no holes);
* a block over both columns that finds no room waits for the head of the next page;
* figures, tables and boxes take whole lines, and columns begin on a line of the page, so that all text
  stands on one baseline grid;
* the last columns are balanced by a search over whole lines instead of pixel by pixel.

Read `layout.columns_layout` first.
"""

from zbsh_pub.typeset.columns.layout import even_columns

__all__ = ["even_columns"]
