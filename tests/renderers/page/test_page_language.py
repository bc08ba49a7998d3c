"""What Typst is told of the article's language."""

import pytest
from renderers.page.made import codes

from pubkit.renderers.page.language import language


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("zh-CN", ("zh", "cn")),
        ("zh-Hant-TW", ("zh", "tw")),
        ("en", ("en", "")),
        ("es-419", ("es", "")),
        ("Chinese!", ("zh", "cn")),
        ("", ("zh", "cn")),
    ],
)
def test_a_tag_is_a_language_and_a_region(tag: str, told: tuple[str, str]) -> None:
    assert language(tag) == told


def test_what_is_no_tag_is_said_and_breaks_nothing(build, render) -> None:
    output = render(build.article(sections=2, photos=0, lang="Chinese!"))
    assert "language-tag" in codes(output)
