"""The Word channel: an article as a .docx built from its own lean template."""

from pubkit.renderers.word.docx import Docx

__all__ = ["Docx"]
