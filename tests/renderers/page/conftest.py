"""What the tests of the page share: text, photos, a quick rendering."""

import pytest
from renderers.page.made import ISSUE, Builder

import pubkit
from pubkit.renderers.page import Page
from pubkit.testing import picture


@pytest.fixture
def build():
    return Builder()


@pytest.fixture(scope="session")
def daily():
    return pubkit.load_style("daily")


@pytest.fixture(scope="session")
def photos():
    """Photos large enough for any place."""
    return {f"{number}.png": picture(1500, 1000) for number in range(20)}


@pytest.fixture
def render(daily, photos):
    """Sets an article as a proof in inks of the screen, which is quick."""

    def made(article, *, style=daily, assets=photos, press=False, paper="A4", **options):
        page = Page(paper=paper, press=press, issue=ISSUE, **options)
        return page.render(article, assets, style)

    return made
