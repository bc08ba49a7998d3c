"""A PDF read back by its geometry: what stands on its pages, in the order of a reader's eye."""

from pubkit.extractors.pdf.extractor import PdfExtractor

__all__ = ["PdfExtractor"]
