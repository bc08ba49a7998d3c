"""pubkit beside its peers, on one article, in one run.

    script/bench [--rounds 15] [--json FILE]
    script/bench --print
    script/bench --scale
    script/bench --word

What is compared, and why it is fair play:

- One article: the long sample, with its six photos as JPEGs of about 250 KB (1,200 to 1,600 px
  wide, made from the sample's own), and again without photos. Each tool gets the same words and
  the same files in its own notation; after the rounds every Word and HTML file is read back and
  must hold the article's Chinese characters.
- pandoc is its own binary, called directly. It writes Word with its default template and HTML as a
  standalone page. It is spared what it cannot do: letters in blocks, named styles of our kind.
- Bare WeasyPrint is its own command on pandoc's page, with our font files, two columns and our
  page geometry, and nothing of pubkit. Its page is made beforehand: the page's cost is that of
  "pandoc html".
- For paper there are two more. Our own page, as `pdf` gives it to WeasyPrint, set by bare
  WeasyPrint with the style's font files whole, and with tags, since ours has them. And `page`,
  fitted and for the press, beside `pdf` for the press: each the whole command with its preflight.
- docxtpl fills a template with styles comparable to ours, from text without emphasis, links or
  notes (which would cost it more), six pictures included. Warm, template and pictures lie in
  memory.
- pubkit is its whole command, `python -m pubkit render`: it reads article.md and the photos,
  checks, renders and writes every file through to the disk. Warm, it is the public call
  `pubkit.render(reading, to=[…])`, which loads the style anew each time. The article has been
  checked before, as the manual has it, and its text is not looked through again; what that spares
  stands beside it: "unread" is the same call with an article of which nothing is known.
- Cold is a process of its own, compiled bytecode and disk cache warm from a round that does not
  count. Rounds are interleaved, each beginning with another contender, so that a slow minute of the
  machine hits all alike. A ratio is taken within a round; its median and quartiles are reported.
- CPU time is user and system time of the process and of all that it waited for (`wait4`).
"""
