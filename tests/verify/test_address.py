"""Addresses: one way to write them."""

import pytest

from pubkit.verify.address import resolved


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://例子.中国/路?问=答 一", "https://xn--fsqu00a.xn--fiqs8s/%E8%B7%AF?%E9%97%AE=%E7%AD%94%20%E4%B8%80"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/%e8%b7%af", "https://a.example/%E8%B7%AF"),
        ("HTTPS://a.example/?", "https://a.example/"),
        (" tel:+86 10\n", "tel:+86%2010"),
    ],
)  # fmt: skip
def test_an_address_is_the_same_however_it_is_written(typed: str, written: str) -> None:
    assert resolved(typed) == resolved(written) == written


def test_a_relative_address_is_resolved() -> None:
    assert resolved("../b#c", "https://a.example/x/y") == "https://a.example/b#c"


def test_a_space_that_is_no_white_space_of_addresses_belongs_to_it() -> None:
    assert resolved("https://a.example/b\u00a0") == "https://a.example/b%C2%A0"


@pytest.mark.parametrize("other", ["https://a.example/B", "https://a.example/b/", "http://a.example/b",
                                   "https://a.example/b?c", "https://a.example/%2Fb"])  # fmt: skip
def test_other_addresses_differ(other: str) -> None:
    assert resolved("https://a.example/b") != resolved(other)


@pytest.mark.parametrize("odd", ["## ", "http://[", "javascript:alert(1)", "https://.."])
def test_what_is_no_address_is_left_standing(odd: str) -> None:
    assert resolved(resolved(odd)) == resolved(odd)
