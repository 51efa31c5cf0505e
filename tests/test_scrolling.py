"""Tables and code scroll in boxes of their own, which a keyboard reaches."""

from handbook.scrolling import with_scrolling_boxes

BOX = '<div class="md-typeset__scrollwrap" tabindex="0"><div class="md-typeset__table">'


def test_each_table_gets_a_box_and_an_empty_corner_is_no_heading() -> None:
    table = '<table>\n<thead><tr><th></th><th style="text-align: right">a</th></tr></thead></table>'
    boxed = f"{BOX}{table.replace('<th></th>', '<td></td>')}</div></div>"
    assert with_scrolling_boxes(f"{table}<p>b</p>{table}") == f"{boxed}<p>b</p>{boxed}"


def test_below_an_empty_corner_stand_the_headings_of_the_rows() -> None:
    rows = "<tbody><tr>\n<td>a <b>c</b></td><td>1</td></tr><tr><td>b</td><td>2</td></tr></tbody>"
    headed = (
        '<tbody><tr>\n<th scope="row">a <b>c</b></th><td>1</td></tr>'
        '<tr><th scope="row">b</th><td>2</td></tr></tbody>'
    )
    empty, full = (f"<table><thead><tr><th>{x}</th><th>n</th></tr></thead>" for x in ("", "x"))
    corner = empty.replace("<th></th>", "<td></td>")
    assert with_scrolling_boxes(f"{empty}{rows}</table>") == (
        f"{BOX}{corner}{headed}</table></div></div>"
    )
    assert f"{full}{rows}</table>" in with_scrolling_boxes(f"{full}{rows}</table>")


def test_a_block_of_code_can_be_scrolled_by_keyboard_and_code_in_a_line_cannot() -> None:
    blocks = "<pre><span></span><code>a</code></pre><pre><code class='b'>c</code></pre>"
    assert with_scrolling_boxes(blocks).count('tabindex="0"') == 2
    assert with_scrolling_boxes("<p><code>a</code></p>") == "<p><code>a</code></p>"
