import json
from pathlib import Path

import pytest

from tests.cli.conftest import Done, Refused, Run

DIGEST = """\
# What is new on the slate, 1 to 7 January 2021

## Slipped

- **Cobra Kai: season 3**, now Friday 22 January on Netflix instead of 8 January, 14 days later \
([TVLine](<https://tvline.example/1>))

## Also changed

- **Mank**, canceled

## Coming, 7 to 13 January 2021

### Friday 8 January

- **Soul**, film on Disney+ (Disney)

### Possible

- Sometime in January: **Heat**, film on Hulu (rumor: Reddit)

## Overdue

- **Locked Down**, due 5 January on HBO Max, not confirmed

---

As of 2021-01-07, from 3 sources: Disney, Reddit, TVLine.
"""


@pytest.fixture
def news(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    """Record a slate on which something was new in the first week of 2021."""
    monkeypatch.setenv("SLATE_TODAY", "2020-12-20")
    done("add", "Cobra Kai", "-n", "3", "-p", "Netflix", "-d", "2021-01-08", "--source", "TVLine")
    done("add", "Soul", "-p", "Disney+", "-d", "2021-01-08", "--source", "Disney", "--official")
    done("add", "Heat", "-p", "Hulu", "-d", "2021-01", "--source", "Reddit", "--rumor")
    done("add", "Mank", "-p", "Netflix", "-s", "filming")
    done("add", "Locked Down", "-p", "HBO Max", "-d", "2021-01-05")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-05")
    done("update", "cobra-kai-s3", "-d", "2021-01-15", "--source", "TVLine")
    done("update", "mank", "-s", "canceled")
    done("update", "cobra-kai-s3", "-d", "2021-01-22", "--source", "TVLine",
         "--url", "https://tvline.example/1", "--note", "Not for print.")  # fmt: skip
    monkeypatch.setenv("SLATE_TODAY", "2021-01-07")


@pytest.mark.usefixtures("news")
def test_a_digest_of_the_week(done: Done, screen: Run) -> None:
    assert done("digest") == DIGEST
    assert done("digest", "-f", "md", "--exit-status") == DIGEST
    ran = screen("digest")
    assert (ran.code, ran.out, ran.err) == (0, DIGEST, "")


@pytest.mark.usefixtures("news")
def test_html_is_one_document_and_text_is_plain(done: Done) -> None:
    html = done("digest", "-f", "html")
    assert html.startswith("<!DOCTYPE html>\n")
    assert html.endswith("</html>\n")
    assert '<a href="https://tvline.example/1" rel="noopener"' in html
    text = done("digest", "-f", "text")
    assert "* Mank, canceled\n" in text
    assert "  https://tvline.example/1\n" in text
    assert "Not for print" not in html + text


@pytest.mark.usefixtures("news")
def test_a_period_that_is_over_is_what_was_sent_then(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    then = done("digest", "this-week")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-10")
    sunday = done("digest", "this-week")
    done("add", "Tenet", "-p", "HBO Max", "-d", "2021-01-12")
    monkeypatch.setenv("SLATE_TODAY", "2021-02-01")
    done("update", "soul", "-s", "released")
    assert (
        done("digest", "--from", "2021-01-04", "--to", "2021-01-10", "--as-of", "2021-01-07")
        == then
    )
    over = done("digest", "2021-W01")
    assert "Tenet" in over
    assert over.startswith("# What is new on the slate, 4 to 10 January 2021\n")
    assert "## Coming, 11 to 17 January 2021\n" in over
    assert over.partition("## Also changed")[2].partition("## Coming")[0].strip() in sunday


@pytest.mark.usefixtures("news")
def test_as_recorded_uses_the_time_of_arrival(
    done: Done, screen: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_TODAY", "2021-01-09")
    done("update", "soul", "-d", "2021-01-29", "--source", "Disney", "--official",
         "--reported-on", "2021-01-06")  # fmt: skip
    assert "29 January" in done("digest", "--as-of", "2021-01-07")
    assert done("digest", "--as-recorded", "2021-01-07") == DIGEST
    assert done("digest", "2021-01-01/2021-01-07", "--as-recorded", "2021-01-08").startswith(
        DIGEST.partition("## Coming")[0]
    )
    ran = screen("digest", "--as-recorded", "2021-01-07", together=True)
    assert ran.out == f"{DIGEST}As recorded on 2021-01-07: what this slate showed then.\n"


@pytest.mark.usefixtures("news")
def test_a_period_to_come_has_no_news(done: Done) -> None:
    assert done("digest", "tomorrow", "--certain") == (
        "# What is coming, 8 January 2021\n\n## Coming\n\n### Friday 8 January\n\n"
        "- **Soul**, film on Disney+ (Disney)\n\n---\n\nAs of 2021-01-07, from 1 source: Disney.\n"
    )


@pytest.mark.usefixtures("news")
@pytest.mark.parametrize(
    ("group", "headings"),
    [
        ("day", ["### Friday 8 January"]),
        ("months", ["### January", "#### Friday 8 January"]),
        ("service", ["### Disney+"]),
    ],
)
def test_what_is_coming_by_day_month_or_service(
    done: Done, group: str, headings: list[str]
) -> None:
    text = done("digest", "--group-by", group, "--certain")
    assert [line for line in text.splitlines() if line.startswith("###")] == headings


@pytest.mark.usefixtures("news")
def test_filters_and_the_limit(done: Done) -> None:
    text = done("digest", "-p", "Netflix")
    assert [line for line in text.splitlines() if line.startswith("- ")] == [
        DIGEST.splitlines()[4],
        "- **Mank**, canceled",
    ]
    done("add", "Tenet", "-p", "HBO Max", "-d", "2021-01-09")
    assert "- **Soul**, film on Disney+ (Disney)\n- and 1 more\n" in done(
        "digest", "--certain", "--limit", "1"
    )


@pytest.mark.usefixtures("small")
def test_nothing_is_printed_if_there_is_nothing_to_report(slate: Run, screen: Run) -> None:
    nothing = ("digest", "2019")
    told = "slate: nothing had been reported by 2019-12-31; the first report is from 2021-01-07.\n"
    assert slate(*nothing) == (0, "", told)
    assert slate("digest", "-p", "Hulu", "-e") == (3, "", "")
    assert screen("digest", "-p", "Disney+", "--franchise", "cobra-kai-s3", pipes=()).err.endswith(
        "Nothing to report, 1 to 7 January 2021.\n"
    )


def test_an_empty_slate_says_how_to_begin(slate: Run, screen: Run) -> None:
    assert slate("digest") == (0, "", "")
    assert screen("digest").err.startswith("Nothing on the slate yet. Add a title:\n")


def test_what_controls_a_terminal_is_escaped_there(done: Done, screen: Run) -> None:
    done("add", "Soul", "-d", "2021-01-08")
    Path("evil.txt").write_text("\x1b]0;x\x07{{ digest.sections[0].items[0].title }}")
    assert screen("digest", "--template", "evil.txt").out == "\\x1b]0;x\\x07Soul\n"
    assert done("digest", "--template", "evil.txt") == "\x1b]0;x\x07Soul\n"


@pytest.mark.usefixtures("news")
def test_a_template(done: Done, refused: Refused, slate: Run) -> None:
    Path("own.j2").write_text("{{ digest | tojson }}", encoding="utf-8")
    values = json.loads(done("digest", "--template", "own.j2"))
    assert values["sections"][0]["items"][0]["note"] == "Not for print."
    Path("own.j2").write_text("\ufeff{{ digest.title }}\n<{{ '<' }}>", encoding="utf-8")
    title = "What is new on the slate, 1 to 7 January 2021"
    assert done("digest", "--template", "own.j2") == f"{title}\n<<>\n"
    assert done("digest", "--template", "own.j2", "-f", "html") == f"{title}\n<&lt;>\n"
    Path("own.j2").write_text("\n{{ digest.titel }}", encoding="utf-8")
    told = refused(1, "digest", "--template", "own.j2")
    assert told.startswith("slate: own.j2: line 2: there is no value titel here; there are title, ")
    assert slate("digest", "-p", "Hulu", "--certain", "--template", "own.j2") == (0, "", "")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("code", "arguments", "told"),
    [
        (2, ["-f", "json"], '"json" is not a format. Choose from markdown, html, text.'),
        (2, ["--sort", "title"], "A digest has an order of its own; --sort cannot be used."),
        (2, ["--group-by", "year"], "Cannot group by"),
        (2, ["until", "2021-03"], "has none. Write 2021-01, last-week or 30d."),
        (2, ["--to", "2021"], "A digest needs a first day; until 2021-12-31 has none."),
        (2, ["today", "--month", "2021-01"], "today cannot be combined with --month"),
        (1, ["--template", "none.j2"], "none.j2: cannot be read: No such file or directory."),
        (1, ["--template", "."], ".: cannot be read: Is a directory."),
        (1, ["--template", "bad\0name"], "cannot be read: embedded null byte."),
        (1, ["--template", "latin.j2"], "latin.j2: is not UTF-8."),
        (1, ["--template", "/dev/zero"],
         "/dev/zero: cannot be read: it has more than 1,000,000 characters."),
        (1, ["--template", "syntax.j2"], "syntax.j2: line 1: "),
    ],
)  # fmt: skip
def test_errors_are_one_line(refused: Refused, code: int, arguments: list[str], told: str) -> None:
    Path("latin.j2").write_bytes(b"\xe9")
    Path("syntax.j2").write_text("{% for %}")
    error = refused(code, "digest", *arguments)
    assert error.count("\n") == 1
    assert told in error


def test_as_recorded_counts_today_by_arrival_too(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_TODAY", "2021-01-01")
    done("add", "Bravo", "-d", "2021-03-01", "--source", "A")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-12")
    done("update", "bravo", "-d", "2021-05-01", "--source", "A", "--reported-on", "2021-01-07")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-15")
    days = ("--from", "2021-01-09", "--to", "2021-01-15")
    assert done("digest", *days) == ""
    assert "## Slipped" in done("digest", *days, "--as-recorded", "2021-01-15")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-16")
    assert "## Slipped" in done("digest", *days, "--as-recorded", "2021-01-16")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-18")
    assert "## Slipped" in done("digest", "last-week", "--as-recorded", "today")


def test_what_is_out_comes_first_and_what_was_removed_is_left_out(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLATE_TODAY", "2020-12-01")
    done("add", "Soul", "-d", "2021-01-05", "-p", "Disney+")
    done("add", "Heat", "-d", "2021-06")
    monkeypatch.setenv("SLATE_TODAY", "2021-01-07")
    done("update", "soul", "-s", "released")
    done("remove", "heat")
    done("add", "New")
    printed = done("digest")
    assert [line for line in printed.splitlines() if line.startswith("## ")] == [
        "## Out now",
        "## New",
    ]
    assert "Heat" not in printed
