"""The Markdown of our own pages, as blocks and runs."""

from __future__ import annotations

from sec_rules.report.markdown import Bullets, Heading, Inline, Paragraph, Table, Verbatim, blocks, inlines

PAGE = """# Title

Words that
go on.
<!-- a comment -->

- one
  and more
- two

| a | b |
|---|---:|
| `x` | NAME=RATE\\|FILE |

```console
$ run

<!-- printed -->
```
## Close
to its words
"""


def test_a_page_is_read_as_blocks_and_its_comments_are_left_out() -> None:
    assert blocks(PAGE) == (
        Heading(1, "Title"),
        Paragraph("Words that go on."),
        Bullets(("one and more", "two")),
        Table(("a", "b"), (("`x`", "NAME=RATE|FILE"),)),
        Verbatim(("$ run", "", "<!-- printed -->")),
        Heading(2, "Close"),
        Paragraph("to its words"),
    )


def test_code_strong_words_and_links_are_told_from_the_words_between() -> None:
    assert list(inlines("see `a*b`, **all** of [it](cli.md)")) == [
        Inline("plain", "see "),
        Inline("code", "a*b"),
        Inline("plain", ", "),
        Inline("strong", "all"),
        Inline("plain", " of "),
        Inline("link", "it", "cli.md"),
    ]


def test_what_stands_in_code_is_no_link() -> None:
    assert list(inlines("`[a](b.md)`")) == [Inline("code", "[a](b.md)")]
