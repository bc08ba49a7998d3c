"""The witness of Word documents."""

from pubkit.extractors.word.docx import DocxExtractor

__all__ = ["DocxExtractor"]
