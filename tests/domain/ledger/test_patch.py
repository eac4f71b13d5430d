from typing import Any

import pytest

from slate.domain.ledger.patch import claims_in, release_patches


def test_patch_is_split_into_claims() -> None:
    said = {
        "title": "Dune",
        "year": None,
        "releases": {
            "streaming|US|MAX": {"date": "2021", "leaves": None},
            "theatrical||": None,
            "||": {},
        },
        "tags": {"scifi": True, "remake": None},
    }

    assert list(claims_in(said)) == [
        (("title",), "Dune"),
        (("year",), None),
        (("releases", "streaming|US|hbo max"), "streaming|US|MAX"),
        (("releases", "streaming|US|hbo max", "date"), "2021"),
        (("releases", "streaming|US|hbo max", "leaves"), None),
        (("releases", "theatrical||"), None),
        (("releases", "||"), "||"),
        (("tags", "scifi"), True),
        (("tags", "remake"), None),
    ]


NAMED: dict[str, Any] = {"streaming||Netflix": {}}
OTHER: dict[str, Any] = {"streaming||Hulu": {"date": "2021"}}
DROPPED: dict[str, Any] = {"tv||": None}
MOVED: dict[str, Any] = {"tv||": None, "tv|US|": {}}


@pytest.mark.parametrize(
    ("parts", "patches"),
    [
        ([], []),
        ([{}, {}], []),
        ([NAMED, {}, OTHER], [NAMED | OTHER]),
        ([{}, NAMED], [NAMED]),
        ([DROPPED, NAMED, OTHER], [DROPPED, NAMED | OTHER]),
        ([NAMED, DROPPED], [NAMED, DROPPED]),
        ([MOVED, NAMED], [MOVED, NAMED]),
        ([NAMED, MOVED, OTHER], [NAMED, MOVED, OTHER]),
        ([DROPPED, MOVED], [DROPPED, MOVED]),
    ],
)
def test_what_drops_a_release_is_a_patch_of_its_own(
    parts: list[dict[str, Any]], patches: list[dict[str, Any]]
) -> None:
    before = [dict(part) for part in parts]
    assert release_patches(parts) == patches
    assert parts == before
