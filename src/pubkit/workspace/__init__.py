"""All file access: articles, photos, styles and pubkit.toml in; results out."""

from pubkit.workspace.articles import read, slug_of
from pubkit.workspace.store import write_run
from pubkit.workspace.styles import load_style, styles

__all__ = ["load_style", "read", "slug_of", "styles", "write_run"]
