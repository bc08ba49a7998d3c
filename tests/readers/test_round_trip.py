"""What the writers write, the readers read back as the same article."""

from hypothesis import assume, given

from pubkit.model import Article
from pubkit.readers.markdown import MarkdownReader, write
from tests.strategies import articles


@given(articles())
def test_markdown_says_every_article(article: Article) -> None:
    assume(article.lead or article.sections)
    written = write(article)
    manuscript = MarkdownReader().read(written.encode(), "a.md")
    assert manuscript.article == article
    assert not manuscript.notices.errors
    assert write(manuscript.article) == written
