"""Typography measured: what a compositor looks for in a finished page, from glyph positions.

    script/score-type FILE... [--format text|json] [--foot SIZE]

Nothing of the renderers is used, so that none can vouch for itself: pypdfium2 says where every
character, picture and filled shape stands, and all else follows from that.

How a page is understood:

- The running text is what has the commonest type size; its face is the commonest of that size, its
  leading the commonest distance of two lines. A column is a stretch of the page's width that its
  lines cover; between two columns hardly any does.
- Rows of the text's size but wholly in another face (quotes, words in a box) are not measured.
  Larger rows, and rows all bold, are headings; smaller ones captions, tables, the sign-off.
- What stands at one height on two pages, its numbers apart, or above the headline is furniture.
  What stands below a rule over all columns, under the text, are notes. Neither counts.
- A picture over all columns parts a page: above it and below it columns are read for themselves. A
  filled shape with hardly a word in it is the place of a photo still to come.
- A line must be full if the next one begins at its column's edge: paragraphs are indented.

What is measured:

- Marks that may not begin or end a line (`marks`, with sources), dashes and dots parted.
- Characters that are printed over others.
- By how much full lines miss the column's edge. A closing mark may stand half beyond it, an
  opening mark has to, at a line's start as at a paragraph's: its ink is where other lines begin.
- What stands between two Chinese characters: the mean, the 95th of 100, the widest. A line is too
  loose where the median passes a quarter of an em.
- Lines a column; by how many lines the ends of columns differ, and how far above the foot the
  shortest ends. The foot is the lowest line of the file, or what `--foot` says.
- By how much lines side by side in neighbouring columns miss each other.
- Headings last in a column, lone lines at its head or foot, words that stand apart from their
  picture, paragraphs not indented by two characters, words outside the paper.

A column may end one line above its neighbours, three where what follows may not be parted.
"""
