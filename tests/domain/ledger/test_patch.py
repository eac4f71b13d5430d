from slate.domain.ledger.patch import claims_in


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
