"""Tables and code scroll in boxes of their own, which a keyboard reaches."""

from handbook.scrolling import with_scrolling_boxes

BOX = '<div class="md-typeset__scrollwrap" tabindex="0"><div class="md-typeset__table">'


def test_each_table_gets_a_box_and_an_empty_corner_is_no_heading() -> None:
    table = '<table>\n<thead><tr><th></th><th style="text-align: right">a</th></tr></thead></table>'
    boxed = f"{BOX}{table.replace('<th></th>', '<td></td>')}</div></div>"
    assert with_scrolling_boxes(f"{table}<p>b</p>{table}") == f"{boxed}<p>b</p>{boxed}"


def test_a_block_of_code_can_be_scrolled_by_keyboard_and_code_in_a_line_cannot() -> None:
    blocks = "<pre><span></span><code>a</code></pre><pre><code class='b'>c</code></pre>"
    assert with_scrolling_boxes(blocks).count('tabindex="0"') == 2
    assert with_scrolling_boxes("<p><code>a</code></p>") == "<p><code>a</code></p>"
