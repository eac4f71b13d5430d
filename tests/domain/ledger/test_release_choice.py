import pytest

from slate.domain.ledger.errors import ManyReleasesError, NoReleaseError
from slate.domain.ledger.release_choice import (
    WITHOUT,
    chosen_platform,
    chosen_release,
    fitting,
    meant_release,
)
from slate.domain.titles.release_key import ReleaseKey
from tests.domain.patches import title_of

KEYS = (
    "streaming||Netflix",
    "streaming|GB|Netflix",
    "theatrical|US|",
    "physical|US|Max",
    "||",
)


def _key(text: str) -> ReleaseKey:
    return ReleaseKey.parse(text)


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        # All that is stated, whatever the spelling of the service.
        ("||", KEYS),
        ("||netflix", KEYS[:2]),
        ("|GB|", KEYS[1:2]),
        ("|US|", KEYS[2:4]),
        ("theatrical||", KEYS[2:3]),
        ("||HBO Max", KEYS[3:4]),
        ("streaming|GB|Netflix", KEYS[1:2]),
        ("theatrical||Netflix", ()),
        ("||Hulu", ()),
        # Of several, the one that has nothing besides.
        ("streaming||Netflix", KEYS[:1]),
    ],
)
def test_the_releases_that_have_all_that_is_stated(stated: str, found: tuple[str, ...]) -> None:
    assert tuple(map(str, fitting(map(_key, KEYS), _key(stated)))) == found


def test_a_release_without_a_service_can_be_meant() -> None:
    keys = [_key(text) for text in KEYS]
    assert fitting(keys, ReleaseKey(None, None, WITHOUT)) == [_key("||")]
    assert fitting(keys[:4], ReleaseKey(None, None, WITHOUT)) == [_key("theatrical|US|")]


def test_none_is_the_word_for_no_service() -> None:
    assert chosen_platform("None") == WITHOUT
    assert chosen_platform("Netflix") == "Netflix"


DUNE = title_of(
    {
        "title": "Dune",
        "releases": {
            "streaming||Netflix": {"date": "2021-03"},
            "theatrical|US|": {"date": "2021-02-01"},
            "||": {},
        },
    }
)


def test_the_only_release_that_fits_is_chosen() -> None:
    assert str(chosen_release(DUNE, _key("|US|"))) == "theatrical|US|"
    alone = title_of({"title": "Dune", "releases": {"tv||": {}}})
    assert str(chosen_release(alone, _key("||"))) == "tv||"


def test_several_releases_that_fit_are_refused_in_the_order_of_their_dates() -> None:
    with pytest.raises(ManyReleasesError) as raised:
        chosen_release(DUNE, _key("||"))
    assert str(raised.value) == (
        '"Dune" has 3 releases: theatrical, US, 2021-02-01; Netflix, Mar 2021; '
        "unspecified release, no date."
    )
    assert list(map(str, raised.value.keys)) == ["theatrical|US|", "streaming||Netflix", "||"]
    assert raised.value.others == []

    two = title_of({"title": "Dune", "releases": {"tv||": {}, "theatrical||": {}, "tv||NBC": {}}})
    with pytest.raises(ManyReleasesError) as raised:
        chosen_release(two, ReleaseKey(None, None, WITHOUT))
    assert str(raised.value) == '"Dune" has 2 such releases: tv, no date; theatrical, no date.'
    assert list(map(str, raised.value.others)) == ["tv||NBC"]


@pytest.mark.parametrize(
    ("stated", "message"),
    [
        (
            "|GB|Hulu",
            (
                '"Dune" has no such release (Hulu, GB). It has theatrical, US, 2021-02-01; '
                "Netflix, Mar 2021; unspecified release, no date."
            ),
        ),
        (
            "tv||",
            (
                '"Dune" has no such release (tv). It has theatrical, US, 2021-02-01; '
                "Netflix, Mar 2021; unspecified release, no date."
            ),
        ),
    ],
)
def test_a_release_that_the_title_does_not_have_is_refused(stated: str, message: str) -> None:
    with pytest.raises(NoReleaseError) as raised:
        chosen_release(DUNE, _key(stated))
    assert str(raised.value) == message


def test_the_lack_of_a_release_without_a_service_is_named() -> None:
    netflix = title_of({"title": "Dune", "releases": {"streaming||Netflix": {}}})
    for stated, asked in (
        (ReleaseKey(None, None, WITHOUT), "no service"),
        (ReleaseKey(None, "GB", WITHOUT), "GB, no service"),
    ):
        with pytest.raises(NoReleaseError) as raised:
            chosen_release(netflix, stated)
        assert str(raised.value) == (
            f'"Dune" has no such release ({asked}). It has Netflix, no date.'
        )


def test_a_title_without_a_release_has_none_to_choose() -> None:
    for stated in ("||", "||Hulu"):
        with pytest.raises(NoReleaseError, match=r'^"Dune" has no release\.$'):
            chosen_release(title_of({"title": "Dune"}), _key(stated))


# Which release an update is about; `test_statement.py` has the patches


@pytest.mark.parametrize(
    ("there", "stated", "key", "moves", "is_new"),
    [
        (["streaming||Netflix"], "||netflix", "streaming||Netflix", None, False),
        (["streaming||Netflix"], "||Hulu", "streaming||Hulu", "streaming||Netflix", False),
        (["|US|"], "||Hulu", "streaming|US|Hulu", "|US|", False),
        (["streaming||Netflix"], "|GB|", "|GB|", None, True),
        (["theatrical||"], "||Netflix", "streaming||Netflix", None, True),
        ([], "||", "||", None, True),
    ],
)
def test_the_release_that_an_update_is_about(
    *, there: list[str], stated: str, key: str, moves: str | None, is_new: bool
) -> None:
    title = title_of({"title": "Dune", "releases": {name: {} for name in there}})
    meant = meant_release(title, _key(stated), rumor=False)
    assert (str(meant.key), meant.is_new) == (key, is_new)
    assert (meant.moves and str(meant.moves)) == moves
