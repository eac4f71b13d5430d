"""Imports from addresses and remotes."""

import pytest

from tests.cli.conftest import KEY, Done, Refused, Run, config_folder, stored
from tests.remotes.server import Reply, Server, redirect
from tests.remotes.shapes import FILM, SHOW, film, listed, show

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//desk//EN
X-WR-CALNAME:Desk
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20210122
SUMMARY:Soul 2
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()


@pytest.mark.parametrize("scheme", ["http", "HTTP"])
def test_a_file_at_an_address_is_imported_with_the_address(
    server: Server, done: Done, scheme: str
) -> None:
    server.routes["/lists/mine.csv?week=2"] = b"title,date\nSoul 2,2021-12-25\n"
    address = f"{scheme}{server.address.removeprefix('http')}/lists/mine.csv?week=2"
    assert done("import", address) == "1 added\n"
    row = done("list", "-f", "tsv", "--columns", "slug,url,confidence")
    assert row == f"soul-2\t{address}\treported\n"
    assert done("import", address) == "1 unchanged\n"


def test_a_calendar_is_named_after_itself_and_a_feed_without_a_name_after_its_file(
    server: Server, done: Done
) -> None:
    server.routes["/desk.ics"] = CALENDAR
    server.routes["/mine.ics"] = CALENDAR.replace(b"X-WR-CALNAME:Desk\r\n", b"")
    done("import", f"{server.address}/desk.ics")
    assert done("list", "-f", "tsv", "--columns", "source") == "Desk\n"
    done("--db", "other.db", "import", f"{server.address}/mine.ics")
    assert done("--db", "other.db", "list", "-f", "tsv", "--columns", "source") == "mine\n"


def test_a_key_in_an_address_is_used_and_never_stored_or_shown(
    server: Server, done: Done, refused: Refused
) -> None:
    server.routes[f"/feed.ics?apikey={KEY}"] = CALENDAR
    address = f"{server.address}/feed.ics?apikey={KEY}"
    assert done("import", address) == "1 added\n"
    assert KEY.encode() not in stored().read_bytes()
    assert KEY not in done("log") + done("show", "soul-2", "-f", "json")
    server.routes.clear()
    error = refused(1, "--debug", "import", address)
    assert error.splitlines()[-1] == (f"slate: {server.address}/feed.ics: has no such file (404).")
    assert KEY not in error
    with_blank = f"https://an n:{KEY}@h/feed.ics"
    assert KEY not in refused(2, "--debug", "import", with_blank)
    with_user = address.replace("//", f"//ann:{KEY}@")
    assert KEY not in refused(1, "--debug", "import", with_user)
    assert server.asked[-1].headers["Authorization"].startswith("Basic ")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(b"", 500), "answered with an error (500)."),
        (Reply(b"", 403), "answered with an error (403)."),
        (redirect("https://evil.example/x"), ("redirects to https://evil.example, which slate does "
         "not follow. If you trust it, import the address that it leads to.")),
    ],
)  # fmt: skip
def test_an_address_that_fails_stores_nothing(
    server: Server, refused: Refused, reply: Reply, reason: str
) -> None:
    server.routes["/a.csv"] = reply
    server.routes["/b.csv"] = b"title\nSoul\n"
    a, b = f"{server.address}/a.csv", f"{server.address}/b.csv"
    assert refused(1, "import", b, a) == f"slate: {a}: {reason}\n"
    assert not stored().exists()


def test_a_web_page_is_no_list(server: Server, refused: Refused) -> None:
    server.routes["/a.csv"] = b"<!DOCTYPE html><html><body>Log in</body></html>"
    assert "a web page" in refused(1, "import", f"{server.address}/a.csv")


def test_a_file_of_such_a_name_comes_first(server: Server, done: Done, world: object) -> None:
    del world
    with open("tvmaze:1", "w", encoding="utf-8") as file:  # noqa: PTH123 -- a name, no path
        file.write("title\nMank\n")
    assert done("import", "tvmaze:1") == "1 added\n"
    assert server.asked == []


def test_a_title_of_a_remote_is_imported_whole(server: Server, done: Done) -> None:
    server.routes[SHOW.format(1)] = show(1, "Cobra Kai", [(1, "2018-05-02"), (4, "2021-12-31")])
    assert done("import", "tvmaze:1") == "3 added\n"
    server.routes[SHOW.format(1)] = show(1, "Cobra Kai", [(1, "2018-05-02"), (4, None)])
    assert done("import", "tvmaze:1", "--dry-run").splitlines()[0] == (
        "cobra-kai-s4: date withdrawn (was 2021-12-31)"
    )


def test_a_film_of_a_remote_has_the_dates_of_the_regions(server: Server, done: Done) -> None:
    path = config_folder() / "config.toml"
    path.write_text(f'regions = ["GB", "FR"]\n{path.read_text(encoding="utf-8")}', encoding="utf-8")
    server.routes[FILM.format(7)] = film(7, "Dune", FR="2021-09-15", US="2021-10-22")
    assert done("import", "tmdb:movie/7") == "1 added\n"
    assert done("list", "-f", "tsv", "--columns", "date,region") == "2021-09-15\tFR\n"


def test_a_list_is_imported_with_all_its_pages(server: Server, done: Done) -> None:
    films = [film(number, f"Film {number}", US="2021-10-22") for number in range(1, 4)]
    for page, one in enumerate(films, 1):
        path = "/movie/upcoming?region=US" + (f"&page={page}" if page > 1 else "")
        server.routes[path] = listed(one) | {"page": page, "total_pages": 3}
    assert done("import", "tmdb:movie/upcoming") == "3 added\n"
    assert len(server.asked) == 3


def test_a_list_does_not_replace_what_the_same_source_stated_by_region(
    server: Server, done: Done
) -> None:
    server.routes["/movie/upcoming?region=US"] = listed(film(7, "Dune", FR="2021-09-15"))
    server.routes[FILM.format(7)] = film(7, "Dune", FR="2021-09-15", US="2021-10-22")
    done("import", "tmdb:movie/upcoming")
    assert done("list", "-f", "tsv", "--columns", "date,region") == "2021-09-15\t\n"
    done("refresh")
    dates = "2021-10-22\tUS\n"
    assert done("list", "-f", "tsv", "--columns", "date,region") == dates
    assert done("import", "tmdb:movie/upcoming") == "1 unchanged\n"
    assert done("refresh", "dune") == ""
    assert done("list", "-f", "tsv", "--columns", "date,region") == dates


def test_a_server_is_imported_by_its_kind_or_its_name(server: Server, done: Done) -> None:
    path = config_folder() / "config.toml"
    path.write_text(f'[remotes.nas]\nkind = "radarr"\nurl = "{server.address}"\n', encoding="utf-8")
    keys = config_folder() / "keys.toml"
    keys.write_text('[nas]\nkey = "sesame"\n', encoding="utf-8")
    server.routes["/api/v3/movie"] = [
        {"title": "Mank", "tmdbId": 8, "digitalRelease": "2020-12-04T00:00:00Z"}
    ]
    assert done("import", "radarr:") == "1 added\n"
    assert done("import", "nas:") == "1 unchanged\n"
    assert done("log", "-f", "tsv", "--columns", "command") == "import radarr:\n"


@pytest.mark.parametrize(
    ("name", "status", "error"),
    [
        ("tmdb:../etc", 2, ('"../etc" is neither an ID nor a list of TMDB. Write tmdb:movie/438631 '
         "or tmdb:movie/upcoming.")),
        ("sonarr:", 2, ('There is no remote "sonarr". Choose from tvmaze, tmdb. To add one: '
         "slate remote add sonarr --url http://nas:8989")),
        ("tmdb:900", 2, ('"900" is neither an ID nor a list of TMDB. Write tmdb:movie/438631 or '
         "tmdb:movie/upcoming.")),
        ("tvmaze:9", 1, "TVmaze has no such title or list (404)."),
        ("tvmaz:300", 2, 'There is no remote "tvmaz". Choose from tvmaze, tmdb.'),
        ("nas:", 2, 'There is no remote "nas". Choose from tvmaze, tmdb.'),
        ("nas:x", 1, "nas:x: cannot be read: No such file or directory."),
        ("ftp://h/a.csv", 1, ('"ftp://h/a.csv" is not an address that slate reads (https). '
         "Download it first: curl -L -o a.csv ftp://h/a.csv")),
    ],
)  # fmt: skip
def test_names_that_stand_for_nothing(
    server: Server, refused: Refused, name: str, status: int, error: str
) -> None:
    del server
    assert refused(status, "import", name) == f"slate: {error}\n"


def test_a_terminal_is_told_about_the_import_as_of_a_file(server: Server, screen: Run) -> None:
    server.routes["/mine.csv"] = b"title,date\nSoul 2,2021-12-25\n"
    assert screen("import", f"{server.address}/mine.csv").out.startswith("1 added")


@pytest.mark.parametrize(
    ("address", "error"),
    [
        ("http://ann:open sesame@h/x.csv", "The address contains blanks or control characters."),
        ("http://ann:open\tsesame@h/x.csv", "The address contains blanks or control characters."),
        ("http://[::1", "The address is not valid."),
        ("http://ann:sesame\uff20h/", "The address is not valid."),
    ],
)
def test_an_address_that_is_none_is_refused_without_being_repeated(
    refused: Refused, address: str, error: str
) -> None:
    assert refused(2, "--debug", "import", address).splitlines()[-1] == f"slate: {error}"
    assert not stored().exists()
