"""WeasyPrint at arm's length: markup and its resources in, pages and a PDF out.

Nothing is read from disk or network: the only addresses that are answered are the resources'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from pubkit.errors import RenderError
from pubkit.renderers.pdf.library import weasyprint

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

__all__ = ["Engine", "Resource", "WeasyBox"]

WeasyBox: TypeAlias = Any
"""One of WeasyPrint's boxes, which are private to it and without types."""


@dataclass(frozen=True)
class Resource:
    """A font or a picture that a page names by its address."""

    data: bytes
    """The file's bytes."""
    media_type: str
    """What they are."""


class Engine:
    """One stylesheet with its fonts, loaded once, for any number of settings."""

    def __init__(self, css: str, resources: Mapping[str, Resource]) -> None:
        """Loads the stylesheet and the fonts that it names.

        Raises: MissingDependency without Pango; RenderError where an address has no resource.
        """
        self._weasyprint = weasyprint()
        self._resources = dict(resources)
        self._fetcher = _fetcher(self._resources)
        self._fonts = _fonts()
        self._pictures: dict[str, Any] = {}
        self._roots: list[Any] = []
        with _translated():
            self._sheet = self._css(css)

    def set(self, markup: str, css: str = "") -> Document:
        """The pages of an HTML document; `css` goes over the stylesheet.

        Raises: RenderError where an address has no resource.
        """
        with _translated():
            html = self._weasyprint.HTML(string=markup, url_fetcher=self._fetcher)
            self._roots.append(html.etree_element)
            sheets = [self._sheet, self._css(css)] if css else [self._sheet]
            return html.render(font_config=self._fonts, stylesheets=sheets, cache=self._pictures)

    def lay(self, address: str, resource: Resource) -> None:
        """Puts a resource to the others."""
        self._resources[address] = resource

    def made_of(self, document: Document, boxes: Iterable[WeasyBox]) -> Document:
        """The document with pages made of these boxes."""
        page = type(document.pages[0])
        return document.copy(map(page, boxes))

    def picture(self, url: str, **_: object) -> object:
        """A picture that was set before, as WeasyPrint has it."""
        return self._pictures[url]

    def order(self) -> dict[Any, int]:
        """Each element that was set, with its place in its markup."""
        return {element: place for root in self._roots for place, element in enumerate(root.iter())}

    def _css(self, text: str) -> CSS:
        return self._weasyprint.CSS(string=text, url_fetcher=self._fetcher, font_config=self._fonts)

    def write(
        self,
        document: Document,
        identifier: str,
        *,
        finish: Callable[[Document, Any], None] | None = None,
        variant: str | None = None,
    ) -> bytes:
        """The pages as a PDF file that calls itself `identifier`.

        With `finish` it is tagged: what is a heading, a paragraph, a picture and what it shows;
        that is called with the pages and the file before it is written. `variant` is a kind of
        PDF that WeasyPrint names.
        """
        with _translated():
            data: bytes = document.write_pdf(
                pdf_identifier=identifier.encode(),
                pdf_tags=finish is not None,
                pdf_variant=variant,
                finisher=finish,
            )
        return data


@contextmanager
def _translated() -> Iterator[None]:
    """Whatever WeasyPrint raises, its one fatal BaseException included, becomes ours."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except Exception as error:
        raise RenderError(f"WeasyPrint cannot set this: {type(error).__name__}: {error}") from error
    except FatalURLFetchingError as error:
        hint = "a stylesheet can name only the article's pictures and the style's fonts"
        raise RenderError(f"{error}: {hint}") from error


def _fonts() -> FontConfiguration:
    """A font configuration that knows no font of the machine, so that none can step in.

    Its constructor is WeasyPrint 70's but for one call: `FcConfigCreate` gives an empty
    configuration, where `FcInitLoadConfigAndFonts` reads the machine's. Should that not work any
    more, the plain one serves too, since every character was found in our own faces before.
    """
    from weasyprint.text import fonts
    from weasyprint.text.ffi import ffi, gobject, pangoft2

    class OwnFonts(fonts.FontConfiguration):  # type: ignore[misc]  # WeasyPrint is untyped
        def __init__(self) -> None:
            fontconfig = _fontconfig()
            self._config = fontconfig.FcConfigCreate()
            self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
            pangoft2.pango_fc_font_map_set_config(
                ffi.cast("PangoFcFontMap *", self.font_map), self._config
            )
            fontconfig.FcConfigDestroy(self._config)
            self._folder = None
            self.strut_layouts: dict[Any, Any] = {}
            self.font_features: dict[Any, Any] = {}

    try:
        return OwnFonts()
    except (AttributeError, TypeError, ffi.error):
        return fonts.FontConfiguration()


@cache
def _fontconfig() -> Any:  # noqa: ANN401  # a C library seen through cffi
    """Fontconfig with the one function that WeasyPrint does not declare."""
    from weasyprint.text.ffi import ffi, fontconfig

    ffi.cdef("FcConfig *FcConfigCreate(void);")
    return fontconfig


def _fetcher(resources: Mapping[str, Resource]) -> URLFetcher:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
        """Answers for the resources and for nothing else."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            found = resources[url]
            return URLFetcherResponse(url, found.data, {"Content-Type": found.media_type})

    return Shelf(fail_on_errors=True)
