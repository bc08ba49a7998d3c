"""PDF: a flowing document in columns, set by WeasyPrint."""

from pubkit.renderers.pdf.renderer import Pdf

__all__ = ["Pdf"]
