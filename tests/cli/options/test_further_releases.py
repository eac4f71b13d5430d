import pytest

from tests.cli.conftest import Done, Refused, Run


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("theatrical US: July 9, 2021", "in theaters (US), 2021-07-09"),
        ("Hulu: 2021-08-01", "on Hulu, 2021-08-01"),
        ("Hulu:2021-08-01", "on Hulu, 2021-08-01"),
        ("Hulu: 2021-08-01 00:00:00", "on Hulu, 2021-08-01"),
        ("digital GB: Sept 2021", "on digital (GB), Sep 2021"),
        ("festival: 2021-01-28", "at a festival, 2021-01-28"),
        ("Netflix JP: TBA", "on Netflix (JP)"),
        ("Sundance: Now: early 2021", "on Sundance: Now, early 2021"),
    ],
)
def test_a_further_release_has_a_date_after_a_colon(done: Done, text: str, line: str) -> None:
    done("add", "Tidewater", "-d", "2022")
    assert done("update", "tidewater", "--also", text) == f"tidewater: also {line}\n"


@pytest.mark.parametrize("text", ["", "Hulu", "Hulu:", "Hulu: ", ": 2021", "2021-08-01", " : "])
def test_a_release_without_a_date_is_refused(refused: Refused, text: str) -> None:
    assert refused(2, "add", "Tidewater", "--also", text) == (
        f'slate: "{text}" is not a release with a date. Write it as in '
        '--also "theatrical US: July 9, 2021".\n'
    )


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["Hulu: 2021-13"], '"2021-13" is not a date: there is no month 13; they go from 01 to 12'),
        (["digital theaters: 2021"],
         ('"theaters" is not a service. '
          "Choose from --release-type theatrical, --release-type limited.")),
        (["Hulu: 2021", "hulu: 2022"],
         'The release "Hulu" is given twice. Give each release once.'),
        (["Netflix: 2022"], 'The release "Netflix" is given twice. Give each release once.'),
    ],
)  # fmt: skip
def test_invalid_further_releases_are_refused(
    refused: Refused, texts: list[str], message: str
) -> None:
    options = [word for text in texts for word in ("--also", text)]
    assert refused(2, "add", "Tidewater", "-p", "Netflix", *options) == f"slate: {message}\n"


def test_a_date_is_counted_from_the_day_reported(slate: Run) -> None:
    ran = slate("add", "Tidewater", "--also", "Hulu: Friday", "--reported-on", "2021-01-01")
    assert ran.err == "slate: note: Friday is taken as 2021-01-01 Fri.\n"


def test_a_known_service_is_no_release_on_tv(done: Done) -> None:
    done("add", "Tidewater", "-k", "film", "-p", "TV Land", "-d", "2021-02")
    assert done("update", "tidewater", "--also", "TV Land: 2021-03") == (
        "tidewater: slipped Feb 2021 -> Mar 2021, 1 month later\n"
    )
    assert done("update", "tidewater", "--also", "TV Tokyo: 2021-04") == (
        "tidewater: also on Tokyo (tv), Apr 2021\n"
    )
    assert done("update", "tidewater", "--also", "tv TV Tokyo: 2021-04") == (
        "tidewater: also on TV Tokyo (tv), Apr 2021\n"
    )
