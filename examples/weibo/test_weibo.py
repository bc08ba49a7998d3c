"""The renderer, judged."""

from weibo import LongPost

from pubkit.testing import check_renderer


def test_long_post_conforms() -> None:
    """It passes the kit that pubkit's own channels pass."""
    check_renderer(LongPost(), text=bytes.decode)
