"""Conformance kit for renderers: ours pass it, and so should yours.

    from pubkit.testing import check_renderer

    def test_my_renderer():
        check_renderer(LongPost(), text=lambda data: data.decode())

Each failure is an AssertionError that says what a reader of the channel would miss.
"""

from pubkit.testing.kit import HOSTILE, ReadText, check_renderer
from pubkit.testing.samples import picture, sample, sample_assets

__all__ = ["HOSTILE", "ReadText", "check_renderer", "picture", "sample", "sample_assets"]
