"""Every code that pubkit itself reports, by whatever reader, rule or channel.

`docs/checks.md` explains them; a test compares both with the source.
"""

from __future__ import annotations

__all__ = ["CODES"]

_LISTED = """
    accept-unused alt-missing articles-several authors-missing bad-attributes bad-value
    box-unclosed box-unopened brackets-mixed byline-differs byline-glued byline-in-text
    caption-direction caption-long caption-missing caption-repeated caption-stop
    cells-merged changes-tracked channel-unknown character-doubled character-misread
    characters-removed check-unknown clause-repeated code-block comment contents-left
    count-wrong credit-differs credit-missing date-impossible date-missing dates-reversed
    document-damaged document-embedded emphasis-broken encoding-detected feed-clock
    feed-description-cut feed-edited feed-hub-silent feed-item-left feed-link-missing
    feed-store-rebuilt feed-withdrawn field-result figure-broken figure-misread figures
    footnote-empty footnote-flattened footnote-repeated footnote-twice footnote-undefined
    footnote-unused formula-flattened frame-broken gloss-left growth-wrong
    half-width-brackets half-width-punctuation heading-broken heading-empty heading-glued
    heading-jump heading-level heading-repeated heading-stop id-derived id-dropped
    id-missing illegal-characters image-title inline-image join-doubtful justification
    keywords-missing labels-disordered labels-missing labels-repeated language-tag
    letter-alone letter-incomplete letter-order link-anchor link-broken link-empty
    link-scheme link-title link-unprinted list-number macros-left mark-unpaired
    marks-removed media-url-missing multiple-wrong name-joined name-spellings note-missing
    numbers-written object-left page-overset page-underfull page-unnumbered paragraph-open
    paragraph-repeated paragraphs-glued percent-over photo-awaited photo-coarse
    photo-coarse-on-page photo-cropped photo-missing photo-not-wide photo-outside photo-place
    photo-repeated photo-unfetched photo-unreadable photo-unusable picture-linked picture-missing
    picture-unusable press-refused punctuation-doubled punctuation-leading quotes-crossed
    quotes-curly quotes-inconsistent quotes-nested quotes-reversed reference-unused
    renderer-unknown repeated-key rule-dropped script-nested section-empty
    section-start-doubtful section-truncated sections-reordered sentence-repeated
    share-wrong space-inside-word style-missing style-unknown sum-wrong symbol-unknown
    table-cells table-nested table-ragged table-title-left table-wide tags text-box text-hidden
    text-shifted text-struck time-impossible title-missing unknown-container unknown-key
    unreadable unreviewed url-scheme wechat-anchor wechat-author-long
    wechat-cover-focus wechat-cover-missing wechat-cover-uncut
    wechat-digest-long wechat-digest-missing wechat-gif wechat-gif-moving wechat-nesting
    wechat-table-wide wechat-title-long weekday-wrong width-mixed word-doubled years-reversed
"""

CODES = frozenset(_LISTED.split())
