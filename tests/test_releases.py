"""The order of releases and the ranges that records speak of."""

import pytest

from facts.releases import HOST_RELEASES, WINDOWS_SERVER, RangeError, is_release, order, within


def test_releases_stand_in_the_order_of_their_publication() -> None:
    assert sorted(WINDOWS_SERVER, key=order) == list(WINDOWS_SERVER)
    assert HOST_RELEASES == ("2008R2", "2012", "2012R2", "2016", "2019", "2022", "2025")


@pytest.mark.parametrize(
    ("span", "inside"),
    [
        ("any", "2003 2008 2008R2 2012 2012R2 2016 2019 2022 2025"),
        ("2012", "2012"),
        ("2012R2", "2012R2"),
        (">=2012R2", "2012R2 2016 2019 2022 2025"),
        (">2012", "2012R2 2016 2019 2022 2025"),
        ("<2012", "2003 2008 2008R2"),
        ("<=2012", "2003 2008 2008R2 2012"),
        ("2012..2016", "2012 2012R2 2016"),
        ("2025..2012", ""),
    ],
)
def test_ranges_include_their_bounds_as_they_say(span: str, inside: str) -> None:
    assert [one for one in WINDOWS_SERVER if within(one, span)] == inside.split()


@pytest.mark.parametrize(
    "span", ["", "2012 R2", "=>2012", ">=", "..2012", "2012..", "2012r2", ">=12"]
)
def test_malformed_ranges_are_refused(span: str) -> None:
    with pytest.raises(RangeError):
        within("2019", span)


@pytest.mark.parametrize("word", ["linux", "unknown", "", "2012 R2", "R2", "２０１２", "20122"])
def test_what_is_no_release(word: str) -> None:
    assert not is_release(word)
    with pytest.raises(RangeError):
        order(word)
