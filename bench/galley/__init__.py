"""The galley reader and the checks, measured against texts whose structure is known.

    script/score-galley [FOLDER]... [--verbose] [--json FILE]
    script/score-galley --speed

A folder holds pages, `*.txt`, and for each what it is, `gold/<name>.json`, in one of three forms:

- the whole structure, every paragraph and every anomaly (`"schema": "pubkit-gold/1"`);
- a light one: headings, and of each paragraph its source lines and how it begins and ends
  (`"schema": "pubkit-gold-light/1"`);
- known damage: healed paragraphs and the list of operations (`"synthetic_damage": true`).

How it is counted:

- Text is compared without white space, `／` (where a heading was printed on two lines) and
  production marks; only the whole structure is compared to the letter.
- A heading counts whether it heads a section or stands in one. A section's letter counts for
  itself.
- A paragraph is right if it begins and ends as it should; in a second count, if it was made of the
  right source lines. What the gold calls a standfirst, a label or a pull quote is no error.
- A byline is found if its names are credited or its line was taken for one.
- A heal is right if the characters on both sides of it are; one across a break that nothing
  betrays (at a full stop) may be made or not.
- An anomaly is reported if a finding of a fitting code stands at its place. A finding that fits no
  anomaly is a false alarm, but for what holds of every raw page (no date, photos still to come).
  An anomaly said to be none (`checked_ok`, a trap) must not be reported.
- Every character of the source is in the article or among the removed, with its line.
"""
