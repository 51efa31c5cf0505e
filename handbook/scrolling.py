"""What may be wider than the page: it scrolls in a box of its own, by keyboard too."""

import re

TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
BOX = (
    '<div class="md-typeset__scrollwrap" tabindex="0"><div class="md-typeset__table">{}</div></div>'
)
EMPTY_CORNER = re.compile(r"<th([^>]*)></th>")
CODE = re.compile(r"(<pre>(?:<span></span>)?<code)(?=[ >])")


def with_scrolling_boxes(html: str) -> str:
    """Return a page's HTML with boxes that scroll, for tables and blocks of code.

    An empty corner of a table becomes a cell, since it is no heading.
    """
    html = TABLE.sub(lambda table: BOX.format(EMPTY_CORNER.sub(r"<td\1></td>", table[0])), html)
    return CODE.sub(r'\1 tabindex="0"', html)
