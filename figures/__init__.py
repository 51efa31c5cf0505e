"""The figures of the book: a module each, drawn by `make figures`.

A module has a function `draw(say)` that returns a matplotlib figure, and, if there are words in it,
`WORDS`, the words in both languages by key; `say(key)` returns one in the figure's language. What
it draws becomes `docs/assets/figures/<module>.svg`, or `<module>.en.svg` and `<module>.zh.svg`,
with hyphens for underscores.
"""
