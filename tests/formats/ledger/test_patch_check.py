import pytest

from slate.domain.errors import TextError
from slate.formats.ledger.patch_check import check_said

FIT = [
    None,
    {},
    {"title": "Dune"},
    {"kind": "film", "season": 0, "part": 9999, "year": 1800, "slug": "dune-2", "status": "ended"},
    {"kind": None, "season": None, "part": None, "year": None, "slug": None, "status": None},
    {"releases": {"||": {}, "streaming|US|A|B": {"date": "2021-early?", "leaves": None}}},
    {"releases": {"theatrical||": None, "||Netflix": {"date": None, "leaves": "2021"}}},
    {"tags": {"a tag": True, "b": None}},
    {"credits": {"director|Denis|Villeneuve": True, "voice of|É": None}},
    {"credits": {"cast|A": 1, "cast|B": 999, "cast|C": True, "cast|D": None}},
    {"releases": {"||": {"date": "2021-12-early", "leaves": "2021-12-mid/2022-01-late?"}}},
    {"links": {"sequel-of|dune|||film|": True, "remake-of|x": None}},
    {"ids": {"imdb": "tt1", "tmdb": None}},
    {"aka": {"Dune: Part One": True, "砂の惑星": None}},
    {"same": {"dune|||film|2021": "dune-2021"}},
    {"differs": {"dune|||film|2021": "dune-2021", "dune|||film|": "dune"}},
    {"split": {"dune|||film|2021": "Variety", "dune|||film|": ""}},
]
UNFIT = [
    ({"title": None}, "title"),
    ({"title": 1}, "title"),
    ({"title": ""}, "title"),
    ({"title": " Dune"}, "title"),
    ({"title": "a\x1bb"}, "title"),
    ({"kind": "movie"}, "kind"),
    ({"season": True}, "season"),
    ({"season": 1.0}, "season"),
    ({"part": -1}, "part"),
    ({"year": 1799}, "year"),
    ({"year": "2021"}, "year"),
    ({"slug": "Dune"}, "slug"),
    ({"slug": 1}, "slug"),
    ({"status": "upcoming"}, "status"),
    ({"releases": None}, "releases"),
    ({"releases": []}, "releases"),
    ({"releases": {"streaming": {}}}, "releases"),
    ({"releases": {"stream||": {}}}, "releases"),
    ({"releases": {"|us|": {}}}, "releases"),
    ({"releases": {"|USA|": {}}}, "releases"),
    ({"releases": {"|| Netflix": {}}}, "releases"),
    ({"releases": {"||": True}}, "releases"),
    ({"releases": {"||": {"date": "early 2021"}}}, "releases"),
    ({"releases": {"||": {"date": "TBA"}}}, "releases"),
    ({"releases": {"||": {"date": "2021-02-30"}}}, "releases"),
    ({"releases": {"||": {"date": 2021}}}, "releases"),
    ({"releases": {"||": {"when": "2021"}}}, "releases"),
    ({"tags": {"A": True}}, "tags"),
    ({"tags": {"a,b": True}}, "tags"),
    ({"tags": {"a": 1}}, "tags"),
    ({"tags": {"a": False}}, "tags"),
    ({"credits": {"director": True}}, "credits"),
    ({"credits": {"Director|X": True}}, "credits"),
    ({"credits": {"director|": True}}, "credits"),
    ({"credits": {"cast|A": 0}}, "credits"),
    ({"credits": {"cast|A": -1}}, "credits"),
    ({"credits": {"cast|A": 1.0}}, "credits"),
    ({"credits": {"cast|A": "1"}}, "credits"),
    ({"credits": {"cast|A": False}}, "credits"),
    ({"releases": {"||": {"date": "2021-13-early"}}}, "releases"),
    ({"releases": {"||": {"date": "2021-12-Early"}}}, "releases"),
    ({"links": {"after|x": True}}, "links"),
    ({"ids": {"IMDb": "tt1"}}, "ids"),
    ({"ids": {"imdb": 1}}, "ids"),
    ({"aka": {" a": True}}, "aka"),
    ({"same": {"x": True}}, "same"),
    ({"same": {"x": None}}, "same"),
    ({"same": ["x"]}, "same"),
    ({"differs": {"x": True}}, "differs"),
    ({"differs": {"x": ""}}, "differs"),
    ({"differs": {"x": None}}, "differs"),
    ({"differs": {" x": "x"}}, "differs"),
    ({"differs": ["x"]}, "differs"),
    ({"split": {"x": None}}, "split"),
    ({"split": {"x": True}}, "split"),
    ({"split": {"x": " "}}, "split"),
    ({"split": {"": "x"}}, "split"),
    ({"split": None}, "split"),
]


@pytest.mark.parametrize("said", FIT)
def test_patch_as_slate_writes_it_is_accepted(said: object) -> None:
    check_said(said)


@pytest.mark.parametrize(("said", "field"), UNFIT)
def test_field_that_slate_never_writes_is_refused(said: object, field: str) -> None:
    with pytest.raises(TextError) as refused:
        check_said(said)
    assert str(refused.value) == f"said: {field} is not as slate writes it."


def test_non_object_and_unknown_field_are_refused() -> None:
    with pytest.raises(TextError) as refused:
        check_said([])
    assert str(refused.value) == "said is a list, but should be an object."
    with pytest.raises(TextError) as refused:
        check_said({"mood": "blue"})
    assert str(refused.value) == 'said: "mood" is a field that this version of slate does not know.'
