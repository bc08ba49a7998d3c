"""All file access: articles, photos, styles and pubkit.toml in; results out."""

from pubkit.workspace.articles import read, slug_of
from pubkit.workspace.intake import Intake, import_article
from pubkit.workspace.sources import source_lines
from pubkit.workspace.store import write_run
from pubkit.workspace.styles import load_style, styles

__all__ = [
    "Intake",
    "import_article",
    "load_style",
    "read",
    "slug_of",
    "source_lines",
    "styles",
    "write_run",
]
