from slate.domain.dates.parsing import parse_date
from slate.domain.dates.release_date import TBA
from slate.domain.titles.record import Record
from slate.render.look.cells import date_of
from slate.render.web.facets import Places, Value, certainty_of, facets_of, service_of
from tests.render.samples import record


def certainty(**fields: object) -> str:
    made = record(**{"date": "2021-01-08", "confidence": "reported"} | fields)
    return certainty_of(made, date_of(made))


def test_how_sure_a_date_is() -> None:
    assert certainty(confidence="official") == "Official day"
    assert certainty() == certainty(confidence="listed") == "Exact day"
    assert certainty(date="2021-01", confidence="official") == "No exact day"
    assert certainty(date="2021-01-08?") == "No exact day"
    assert certainty(confidence="rumor") == certainty(date="2021", confidence="rumor") == "Rumor"
    assert certainty(contested=True, confidence="official") == "Rumor"
    assert certainty(date=None) == "No date"
    assert certainty_of(record(date="2021-01-08"), TBA) == "No date"


def test_a_service_has_one_name() -> None:
    assert service_of(record(platform="netflix")) == "Netflix"
    assert service_of(record(platform="Max")) == "HBO Max"
    assert service_of(record(platform="Shahid")) == "Shahid"
    assert service_of(record(platform=None)) == "No service"


def dated(*records: Record) -> list[tuple[Record, object]]:
    return [(each, date_of(each)) for each in records]


def test_values_are_those_that_occur_with_their_numbers() -> None:
    titles = [
        record(slug="a", platform="Hulu", kind="film", date="2021-01-08"),
        record(slug="b", platform="Netflix", kind="series", date=None),
        record(slug="c", platform="Netflix", kind="film", date="2021"),
        record(slug="d", platform=None, kind="film", date="2021"),
    ]
    other = record(
        slug="a", platform=None, kind="film", release_type="theatrical", date="2020-12-25"
    )
    service, kind, sure = facets_of(dated(*titles), dated(other))  # type: ignore[arg-type]
    assert service.values == (
        Value("netflix", "Netflix", 2, "service0"),
        Value("hulu", "Hulu", 1, "service1"),
        Value("no service", "No service", 1),
    )
    assert [(each.label, each.number) for each in kind.values] == [("Film", 3), ("Series", 1)]
    assert [(each.label, each.number) for each in sure.values] == [
        ("Exact day", 1),
        ("No exact day", 2),
        ("No date", 1),
    ]


def test_a_value_that_only_another_release_has_is_counted_as_none() -> None:
    title = record(slug="a", platform="Hulu", date="2021-01-08")
    other = record(slug="a", platform="Netflix", date="2021")
    service, _, sure = facets_of(dated(title), dated(other))  # type: ignore[arg-type]
    assert [(each.label, each.number) for each in service.values] == [("Hulu", 1), ("Netflix", 0)]
    assert [each.number for each in sure.values] == [1, 0]


def test_places_are_those_in_the_table_and_among_the_values() -> None:
    titles = [record(slug="a", platform="Hulu"), record(slug="b", platform="Netflix", date=None)]
    facets = facets_of(dated(*titles), [])  # type: ignore[arg-type]
    places = Places(facets, titles)
    assert places.of(titles[1], TBA) == (1, 1, 0, 1)
    assert places.of(titles[0]._replace(slug="c"), parse_date("2021-01")) == (-1, 0, 0, 0)
