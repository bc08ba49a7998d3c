"""settings.xml: how Word lays the document out."""

from __future__ import annotations

from pubkit.renderers.word.wordml import part, w

__all__ = ["settings_part"]

_MICROSOFT = "http://schemas.microsoft.com/office/word"
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}
"""Word 2013 and later lay out anew ([MS-DOCX] §2.10.3); without it they imitate Word 2007."""


def settings_part(*, footnotes: bool, even: bool) -> bytes:
    """The settings; `footnotes` if the separators above notes have to be named.

    `even` if pages with an even number have heads and feet of their own.
    """
    separators = w("footnotePr", w("footnote", id=-1), w("footnote", id=0)) if footnotes else None
    return part(
        w(
            "settings",
            w("zoom", percent=100),
            w("defaultTabStop", val=420),  # two characters at 10.5 pt, as Chinese Word has it
            w("evenAndOddHeaders") if even else None,
            w("characterSpacingControl", val="compressPunctuation"),
            separators,
            w(
                "compat",
                w("balanceSingleByteDoubleByteWidth"),
                w("doNotLeaveBackslashAlone"),
                w("ulTrailSpace"),
                # Else a line that the author broke is stretched over the whole measure.
                w("doNotExpandShiftReturn"),
                w("adjustLineHeightInTable"),
                w("useFELayout"),
                *(
                    w("compatSetting", name=name, uri=_MICROSOFT, val=value)
                    for name, value in _COMPATIBILITY.items()
                ),
            ),
            w("decimalSymbol", val="."),
            w("listSeparator", val=","),
        )
    )
