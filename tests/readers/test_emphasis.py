"""Emphasis beside Chinese punctuation, and CommonMark's own everywhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pubkit.model import Emph, Inline, Paragraph, Strong
from pubkit.readers.markdown import MarkdownReader
from pubkit.walk import plain


def emphasised(source: str) -> str:
    """The paragraph with its emphasis as tags."""
    data = f"---\ntitle: t\n---\n\n{source}\n".encode()
    block = MarkdownReader().read(data, "a.md").article.lead[0]
    assert isinstance(block, Paragraph)
    return "".join(map(tagged, block.content))


def tagged(node: Inline) -> str:
    if isinstance(node, Strong | Emph):
        tag = "strong" if isinstance(node, Strong) else "em"
        return f"<{tag}>{''.join(map(tagged, node.content))}</{tag}>"
    return plain((node,))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**着重。**后文", "<strong>着重。</strong>后文"),
        ("前**（注）**后", "前<strong>（注）</strong>后"),
        ("**“引”**后", "<strong>“引”</strong>后"),
        ("前**“引”**后", "前<strong>“引”</strong>后"),
        ("他说：**“先问，再讲。”**这四个字", "他说：<strong>“先问，再讲。”</strong>这四个字"),
        ("*着重，*后文", "<em>着重，</em>后文"),
        ("前**《书》**、*《刊》*后", "前<strong>《书》</strong>、<em>《刊》</em>后"),
        ("**A股。**B股", "<strong>A股。</strong>B股"),
        ("股**A（B）**C", "股<strong>A（B）</strong>C"),
        ("**(注)**后", "<strong>(注)</strong>后"),
        ("前**(注)**", "前<strong>(注)</strong>"),
        ("**着重**后**再**来", "<strong>着重</strong>后<strong>再</strong>来"),
        ("***重。***后", "<em><strong>重。</strong></em>后"),
        ("前**甲*乙。*丙**后", "前<strong>甲<em>乙。</em>丙</strong>后"),
        ("前_下划_后", "前_下划_后"),
        ("前__下划。__后", "前__下划。__后"),
        ("（_下划_）", "（<em>下划</em>）"),
        ("**葛\U000e0100**“引”", "<strong>葛\U000e0100</strong>“引”"),
        ("葛\U000e0100**“引”**", "葛\U000e0100<strong>“引”</strong>"),
        ("**“\ufe01引”\ufe01**abc", "<strong>“\ufe01引”\ufe01</strong>abc"),
        ("**한국어(注)**를", "<strong>한국어(注)</strong>를"),
        ("** 空**", "** 空**"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_chinese_punctuation_does_not_hinder_emphasis(source: str, expected: str) -> None:
    assert emphasised(source) == expected


@given(st.text('*_*_ab é1.("“”—$😀\u00a0', min_size=1, max_size=16))
def test_text_without_chinese_is_emphasised_as_in_commonmark(text: str) -> None:
    source = f"x{text}x"
    witness = MarkdownIt("commonmark").renderInline(source)
    expected = witness.replace("&quot;", '"')
    # The model joins emphasis of one kind, nested or adjacent, which HTML keeps apart.
    assert joined(emphasised(source)) == joined(expected)


def joined(html: str) -> list[tuple[str, bool, bool]]:
    """Each character, whether it is strong, and whether it is emphasised."""
    depth = {"strong": 0, "em": 0}
    found = []
    while html:
        for tag in depth:
            for mark, step in ((f"<{tag}>", 1), (f"</{tag}>", -1)):
                if html.startswith(mark):
                    depth[tag] += step
                    html = html.removeprefix(mark)
                    break
            else:
                continue
            break
        else:
            found.append((html[0], depth["strong"] > 0, depth["em"] > 0))
            html = html[1:]
    return found
