"""Tables of more columns than a page has room for side by side."""

import pytest

import pubkit
from pubkit.admit import admit
from pubkit.model import Article, Paragraph, Table, Text


def article(columns: int) -> Article:
    row = tuple((Text(f"栏{number}"),) for number in range(columns))
    return admit(Article("宽表", lead=(Paragraph((Text("说明。"),)), Table(row, (row, row)))))


@pytest.mark.parametrize("style", ["daily", "quiet"])
@pytest.mark.parametrize("channel", ["pdf", "page"])
def test_a_table_with_too_many_columns_is_told_of(channel: str, style: str) -> None:
    for columns, told in ((6, []), (24, ["lead[1]"])):
        run = pubkit.render(pubkit.Reading(article(columns)), to=[channel], style=style)
        assert [n.where for n in run[channel].notices if n.code == "table-wide"] == told
