"""The `json` channel, read by the standard library."""

import json

import pubkit
from pubkit.renderers.json import Json
from pubkit.testing import sample, sample_assets


def test_the_article_comes_out_as_it_is() -> None:
    output = Json().render(sample(), sample_assets(), pubkit.load_style("daily"))
    data = json.loads(output.main.data)
    assert data["title"] == sample().title
    assert [s["heading"][0]["text"] for s in data["sections"]] == ["书从哪里来", "孩子读什么"]
    assert output.omits == ("photos", "letters")
