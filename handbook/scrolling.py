"""What may be wider than the page: it scrolls in a box of its own, by keyboard too."""

import re

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
BOX = (
    '<div class="md-typeset__scrollwrap" tabindex="0"><div class="md-typeset__table">{}</div></div>'
)
EMPTY_CORNER = re.compile(r"<th([^>]*)></th>")
FIRST_CELL = re.compile(r"(<tr>\s*)<td([^>]*)>(.*?)</td>", re.DOTALL)
CODE = re.compile(r"(<pre>(?:<span></span>)?<code)(?=[ >])")


def with_scrolling_boxes(html: str) -> str:
    """Return a page's HTML with boxes that scroll, for tables and blocks of code.

    An empty corner of a table becomes a cell, since it is no heading; below it stand the headings
    of the rows.
    """
    html = TABLE.sub(lambda table: BOX.format(_with_row_headings(table[0])), html)
    return CODE.sub(r'\1 tabindex="0"', html)


def _with_row_headings(table: str) -> str:
    table, corners = EMPTY_CORNER.subn(r"<td\1></td>", table)
    head, begin, body = table.partition("<tbody>")
    if corners:
        body = FIRST_CELL.sub(r'\1<th scope="row"\2>\3</th>', body)
    return head + begin + body
