"""pubkit: one structured article, published to Word, print-ready PDF, RSS and WeChat.

reading = pubkit.read("content/science-year")
run = pubkit.render(reading, to=["docx", "pdf"], style="daily")
run.write("build")
"""

from __future__ import annotations

from pubkit import credits, model, record, walk
from pubkit.admit import admit
from pubkit.assets import Asset, Assets
from pubkit.checks import check
from pubkit.config import Config, Issue, Press, Site
from pubkit.errors import (
    ConfigError,
    LossError,
    MissingDependency,
    ModelError,
    PubkitError,
    PublishError,
    ReadError,
    RenderError,
    StyleError,
    UnknownName,
    WriteError,
)
from pubkit.extract import Extract, Extractor
from pubkit.model import Article
from pubkit.notice import Findings, Notice
from pubkit.proof import Proof
from pubkit.reader import Reader
from pubkit.reading import Manuscript, Reading
from pubkit.record import ImportRecord
from pubkit.registry import available, load
from pubkit.renderer import COMPANIONS, File, Output, Renderer
from pubkit.result import Result
from pubkit.run import Run, render
from pubkit.style import Style
from pubkit.verify import verify, verify_folder
from pubkit.walk import label, plain
from pubkit.workspace import Intake, import_article, load_style, read, styles

__all__ = [
    "COMPANIONS",
    "Article",
    "Asset",
    "Assets",
    "Config",
    "ConfigError",
    "Extract",
    "Extractor",
    "File",
    "Findings",
    "ImportRecord",
    "Intake",
    "Issue",
    "LossError",
    "Manuscript",
    "MissingDependency",
    "ModelError",
    "Notice",
    "Output",
    "Press",
    "Proof",
    "PubkitError",
    "PublishError",
    "ReadError",
    "Reader",
    "Reading",
    "RenderError",
    "Renderer",
    "Result",
    "Run",
    "Site",
    "Style",
    "StyleError",
    "UnknownName",
    "WriteError",
    "admit",
    "available",
    "check",
    "credits",
    "import_article",
    "label",
    "load",
    "load_style",
    "model",
    "plain",
    "read",
    "record",
    "render",
    "styles",
    "verify",
    "verify_folder",
    "walk",
]
