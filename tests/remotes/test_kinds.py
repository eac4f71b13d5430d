from importlib import import_module
from urllib.parse import urlsplit

import pytest

from slate.formats.read.registry import READERS, Shape
from slate.remotes.api import Api
from slate.remotes.arr import ArrApi
from slate.remotes.kinds import KINDS, KeyRule, RemoteKind, api_of
from slate.remotes.pace import Limit
from slate.remotes.tmdb import TmdbApi
from slate.remotes.tvmaze import TvmazeApi

each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))


def test_there_are_four_kinds_in_the_order_in_which_they_are_offered() -> None:
    assert list(KINDS) == ["tvmaze", "tmdb", "sonarr", "radarr"]
    assert [kind.name for kind in KINDS.values()] == list(KINDS)


@pytest.mark.parametrize(
    ("name", "class_"),
    [("tvmaze", TvmazeApi), ("tmdb", TmdbApi), ("sonarr", ArrApi), ("radarr", ArrApi)],
)
def test_module_of_each_kind_has_its_api(name: str, class_: type[Api]) -> None:
    api = api_of(KINDS[name])
    assert type(api) is class_
    assert api is import_module(f"slate.remotes.{name}").API


@each_kind
def test_answers_of_each_kind_have_a_reader_that_names_the_same_source(kind: RemoteKind) -> None:
    reader = READERS[kind.name]
    assert reader.shape is Shape.JSON
    assert kind.source == import_module(f"slate.formats.{reader.module}").SOURCE


@each_kind
def test_built_in_kinds_have_an_https_address_without_a_slash_at_the_end(kind: RemoteKind) -> None:
    assert kind.is_built_in is (kind.name in {"tvmaze", "tmdb"})
    if kind.url is not None:
        assert urlsplit(kind.url).scheme == "https"
        assert not kind.url.endswith("/")


@each_kind
def test_built_in_kinds_have_terms_and_credit(kind: RemoteKind) -> None:
    assert bool(kind.terms) is bool(kind.credit) is kind.is_built_in
    assert kind.is_built_in is kind.has_titles


@each_kind
def test_example_of_an_id_is_one(kind: RemoteKind) -> None:
    api = api_of(kind)
    assert (api.title_id(api.example) == api.example) is kind.has_titles
    assert api.list_path(api.list_example, ("US",)) is not None


def test_limits_are_below_those_that_the_services_state() -> None:
    assert KINDS["tvmaze"].limit == Limit(19, 10.3)  # 20 in 10 s
    assert KINDS["tmdb"].limit == Limit(30, 1.0)  # about 40 a second


def test_keys_are_sent_as_each_kind_wants_them() -> None:
    assert {name: kind.key for name, kind in KINDS.items()} == {
        "tvmaze": None,
        "tmdb": KeyRule("Authorization", "Bearer ", "TOKEN"),
        "sonarr": KeyRule("X-Api-Key", "", "KEY"),
        "radarr": KeyRule("X-Api-Key", "", "KEY"),
    }


def test_kinds_differ_in_what_their_answers_contain() -> None:
    assert [name for name, kind in KINDS.items() if not kind.is_full] == ["sonarr"]
    assert [name for name, kind in KINDS.items() if kind.is_regional] == ["tmdb"]
