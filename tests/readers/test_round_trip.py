"""What the writers write, the readers read back as the same article."""

from hypothesis import given

from pubkit.model import Article
from pubkit.notation import dump, load
from pubkit.readers.json import JsonReader
from pubkit.readers.markdown import MarkdownReader, write
from tests.strategies import articles

DOUBTS = {"figure-broken", "link-broken", "heading-broken", "emphasis-broken"}
"""What the reader says of marks that it could not read: the writer leaves none."""


@given(articles())
def test_both_notations_say_every_article(article: Article) -> None:
    markdown, notation = write(article), dump(article)
    from_markdown = MarkdownReader().read(markdown.encode(), "a.md")
    from_json = JsonReader().read(notation, "a.json")
    assert from_markdown.article == article
    assert from_json.article == article == load(notation)
    # Whether its address is one is the article's own affair.
    assert {notice.code for notice in from_markdown.notices.errors} <= {"url-scheme"}
    assert DOUBTS.isdisjoint(notice.code for notice in from_markdown.notices)
    assert not from_json.notices
    assert write(from_markdown.article) == markdown
    assert dump(from_json.article) == notation
