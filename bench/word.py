"""Articles to Word and back: as they are written, and through LibreOffice's formats.

Whole are articles that come back equal to `normalised`; through LibreOffice are compared text,
structure, captions and credits of the sample articles and of the gold pages, where they are there.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pubkit
from pubkit import walk
from pubkit.assets import Assets
from pubkit.model import Article
from pubkit.readers.word import WordReader, normalised
from pubkit.renderers.word import Docx

ROOT = Path(__file__).parent.parent
STYLE = pubkit.load_style("daily")
FILTERS = {"docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "doc": "doc:MS Word 97"}
"""LibreOffice's names of its export filters."""


def main() -> int:
    """Print the figures; 0 if everything came back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500, help="how many are made by chance")
    parser.add_argument("--office", action="store_true", help="also go through LibreOffice")
    arguments = parser.parse_args()
    sys.path.insert(0, str(ROOT / "tests"))
    failures = _by_chance(arguments.articles)
    for name, article, assets in _sources():
        read = WordReader().read(_written(article, assets), "x.docx").article
        failures += _say(f"{name}: written and read", read == normalised(article))
    if arguments.office:
        failures += _through_office()
    return 1 if failures else 0


def _say(what: str, whole: bool) -> int:
    print(f"{'whole' if whole else 'LOST '}  {what}")
    return 0 if whole else 1


def _written(article: Article, assets: Assets) -> bytes:
    return Docx().render(article, assets, STYLE).main.data


def _by_chance(count: int) -> int:
    """Articles rich in what could go wrong; none has a picture."""
    import strategies
    from hypothesis import HealthCheck, Phase, given, settings

    lost: list[Article] = []
    made = [0, 0.0]

    @settings(max_examples=count, deadline=None, database=None, phases=[Phase.generate],
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(strategies.articles())
    def try_one(article: Article) -> None:
        start = time.perf_counter()
        if WordReader().read(_written(article, {}), "x.docx").article != normalised(article):
            lost.append(article)
        made[0] += 1
        made[1] += time.perf_counter() - start

    try_one()
    each = f"{made[1] / max(made[0], 1) * 1000:.0f} ms each"
    return _say(f"{made[0]} articles by chance, {len(lost)} of them changed, {each}", not lost)


def _sources() -> Iterator[tuple[str, Article, Assets]]:
    import test_gold

    from pubkit.testing import picture

    for path in sorted((ROOT / "content").glob("*/article.md")):
        reading = pubkit.read(path)
        yield path.parent.name, reading.article, reading.assets
    for path in test_gold.PAGES:
        article = test_gold.article(json.loads(path.read_text("utf-8")))
        yield path.stem, article, {f.photo: picture() for _, f in walk.figures(article) if f.photo}


def _through_office() -> int:
    """Save everything as each of LibreOffice's formats, back as .docx, and read it."""
    failures = 0
    found = list(_sources())
    for through in FILTERS:
        with tempfile.TemporaryDirectory() as folder:
            for number, (_, article, assets) in enumerate(found):
                Path(folder, f"{number}.docx").write_bytes(_written(article, assets))
            there = _converted(Path(folder), "docx", through)
            back = _converted(there, through, "docx")
            for number, (name, article, _) in enumerate(found):
                data = (back / f"{number}.docx").read_bytes()
                read = facts(WordReader().read(data, "x.docx").article, through)
                expected = facts(normalised(article), through)
                failures += _say(f"{name}: through .{through}", read == expected)
                for key in expected:
                    if read[key] != expected[key]:
                        print(f"       {key}:\n       {expected[key]}\n       {read[key]}")
    return failures


def _converted(folder: Path, own: str, wanted: str) -> Path:
    """The folder in which all files of one format lie in another one."""
    out = folder / wanted
    files = sorted(map(str, folder.glob(f"*.{own}")))
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office",
               "--convert-to", FILTERS[wanted], "--outdir", str(out), *files]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return out


def facts(article: Article, through: str) -> dict[str, object]:
    """Text, structure, captions and credits, and what else the format keeps.

    LibreOffice's .doc has no names of pictures and no alternative texts.
    """
    blocks = list(walk.blocks(article))
    return {
        "front": (article.title, article.kicker, article.deck, article.published, article.id),
        "credits": (article.credits, article.source, article.photo_credit),
        "headings": [walk.plain(section.heading) for section in article.sections],
        "numbering": article.numbering,
        "structure": [(path, type(block).__name__) for path, block in blocks],
        "text": ["\n".join(walk.lines([block])) for _, block in blocks],
        "captions": [(walk.plain(f.caption), f.credit) for _, f in walk.figures(article)],
        "pictures": [
            (f.alt, f.photo, f.place, f.focus, f.crop)
            for _, f in walk.figures(article)
            if through != "doc"
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
