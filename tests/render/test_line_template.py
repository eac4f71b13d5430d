import pytest

from slate.domain.titles.record import COLUMNS
from slate.render.line_template import FIELDS, fields_in, line_of

from .samples import TODAY, record

COBRA_KAI = record(
    title="Cobra Kai", season=3, date="2021-01-08", platform="Netflix", tags=("kids", "us")
)


def test_fields_are_those_of_the_record_its_name_and_the_days() -> None:
    assert FIELDS[:2] == ("name", "days")
    assert set(FIELDS[2:]) == set(COLUMNS) - {"name"}


def test_fields_in_a_template() -> None:
    assert fields_in("{name} {x}: {} {{days}} { date } {a-b}") == ["name", "x", "days"]


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("{name} in {days} days", "Cobra Kai: season 3 in 1 days"),
        ("{title}|{season}|{part}|{tags}|{date}", "Cobra Kai|3||kids,us|2021-01-08"),
        ('{"text": "{title}"}', '{"text": "Cobra Kai"}'),
        ("{{name}} { name } {} 100% {0", "{Cobra Kai: season 3} { name } {} 100% {0"),
        ("no field", "no field"),
    ],
)
def test_fields_are_replaced_and_everything_else_is_left(template: str, line: str) -> None:
    assert line_of(COBRA_KAI, template, TODAY) == line


def test_values_are_not_read_as_templates_and_cannot_control_a_terminal() -> None:
    hostile = COBRA_KAI._replace(name="{slug}\x1b[2J")
    assert line_of(hostile, "{name}", TODAY) == "{slug}\\x1b[2J"


def test_a_record_without_a_date_has_no_number_of_days() -> None:
    assert line_of(COBRA_KAI._replace(date=None), "{date} {days}", TODAY) == "TBA ?"
