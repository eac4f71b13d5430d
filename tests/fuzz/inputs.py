"""What slate reads besides files to import: settings, keys, kept and live answers, typed texts.

Each is changed at random before commands run that read it. What is wrong is one line about it, or
is ignored where that is documented (a kept answer counts as none); the slate stays sound.
"""

import json
import re
import shutil
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any, Self
from unittest.mock import patch

from tests.formats.read import test_radarr, test_sonarr
from tests.fuzz.checks import Fault
from tests.fuzz.in_process import Attempt, faults_of, ran, seeded
from tests.fuzz.made import done
from tests.fuzz.mutations import changed_bytes, changed_json, changed_lines, odd_text
from tests.remotes.server import Reply, serving
from tests.remotes.shapes import film, listed, result, show

_KEY = "open-sesame"
_SHOWS = {number: show(number, name, [(1, "2020-01-02"), (2, "2021-06-01")], updated=number)
          for number, name in enumerate(("Dark", "Ozark", "Lupin"), 1)}  # fmt: skip
_FILMS = {number: film(number, name, US="2021-10-22", GB="2021-10-21")
          for number, name in ((11, "Dune"), (12, "Soul"))}  # fmt: skip
_SERIES = {
    "id": 21, "name": "Dark", "first_air_date": "2017-12-01", "status": "Ended", "seasons": [
        {"season_number": 1, "air_date": "2017-12-01", "name": "Season 1", "episode_count": 10}
    ], "networks": [{"name": "Netflix"}], "external_ids": {"imdb_id": "tt1"}, "genres": [],
}  # fmt: skip
# What the server answers, by what the path begins with.
_ANSWERS: tuple[tuple[str, Callable[[re.Match[str]], object]], ...] = (
    (r"/shows/(\d+)", lambda found: _SHOWS.get(int(found[1])) or show(int(found[1]), "Show")),
    (r"/search/shows", lambda _: [result(one) for one in _SHOWS.values()]),
    (r"/lookup/shows", lambda _: _SHOWS[1]),
    (r"/updates/shows", lambda _: {str(number): 99 for number in _SHOWS}),
    (r"/schedule", lambda _: [{"id": 1, "season": 2, "number": 1, "airdate": "2021-06-01",
                               "show": _SHOWS[2]}]),
    (r"/movie/(\d+)", lambda found: _FILMS.get(int(found[1])) or film(int(found[1]), "Film")),
    (r"/tv/changes|/movie/changes", lambda _: {"results": [{"id": 11}], "page": 1,
                                               "total_pages": 1}),
    (r"/tv/(\d+)", lambda _: _SERIES),
    (r"/search/movie|/movie/", lambda _: listed(*_FILMS.values())),
    (r"/search/tv|/tv/", lambda _: {"page": 1, "results": [_SERIES], "total_pages": 1}),
    (r"/find/", lambda _: {"movie_results": listed(_FILMS[11])["results"], "tv_results": []}),
    (r"/api/v3/series", lambda _: test_sonarr.SAMPLES),
    (r"/api/v3/movie", lambda _: [test_radarr.film()]),
    (r"/api/v3/queue", lambda _: test_radarr.page(test_radarr.download(movie=test_radarr.film()))),
    (r"/api/v3/calendar", lambda _: test_sonarr.SAMPLES),
    (r"/api/v3/system/status", lambda _: {"version": "4", "appName": "Sonarr"}),
)  # fmt: skip
_CONFIG = """\
# A comment.
regions = ["US", "GB"]
[remotes.tvmaze]
url = "{address}"
[remotes.tmdb]
url = "{address}"
[remotes.nas]
kind = "sonarr"
url = "{address}"
[remotes.box]
kind = "radarr"
url = "{address}/radarr"
"""
_KEYS = f"""\
[tmdb]
key = "{_KEY}"
[nas]
key = "{_KEY}"
[box]
key_command = "echo {_KEY}"
"""
_ODD_TOML = (
    *("regions = []", "regions = 'US'", "regions = [1]", "[remotes]", "[remotes.x]", "remotes = 1"),
    *("[remotes.tvmaze]", "kind = 'x'", "kind = 1", "url = 1", "url = ''", "url = 'ftp://x'"),
    *("url = 'http://u:p@x'", "url = 'http://x/?a=b'", "x = 1", "x = 1979-05-27T07:32:00", "= 1"),
    *("[remotes.'a b']", "[remotes.'']", "[remotes.tmdb.x]", "a.b.c = 1", "x = " + "[" * 2_000),
    *("key = 1", "key = ''", "key = 'a b'", "key = '\u00e9'", "key_command = 'false'", "[x]", "'"),
    *("key_command = 'echo a b'", "key_command = ''", "key_command = '\"'", "key = '''a\nb'''"),
    *("key_command = 'no-such-command'", "x = '\\u0000'", "x = 1e400", "x = 0x" + "f" * 5_000),
)
_ONLINE = (
    ("refresh",),
    ("refresh", "--all"),
    ("refresh", "--accept"),
    ("refresh", "--offline"),
    ("refresh", "--dry-run"),
    ("refresh", "dark"),
    ("add", "--from", "tvmaze", "Lupin"),
    ("add", "--from", "tvmaze", "--id", "tvmaze=3"),
    ("add", "--from", "tvmaze", "--id", "tvmaze=3", "--all", "-f", "json"),
    ("add", "Soul", "--from", "tmdb"),
    ("add", "--from", "tmdb", "--id", "tmdb=movie/12"),
    ("add", "--from", "tmdb", "--id", "tmdb=tv/21"),
    ("update", "ozark", "--from", "tvmaze"),
    ("update", "dune", "--from", "tmdb"),
    ("import", "nas:"),
    ("import", "nas:calendar"),
    ("import", "box:"),
    ("import", "box:queue"),
    ("import", "tmdb:movie/upcoming"),
    ("import", "tvmaze:schedule"),
    ("remote",),
    ("remote", "check"),
    ("remote", "check", "nas"),
    ("remote", "remove", "nas"),
    ("remote", "add", "sonarr", "--kind", "sonarr", "--url", "http://127.0.0.1:9"),
    ("info",),
)
_ODD = ("[]", "{}", "1", "-1", "2021-01-08", "true", '""')  # values of TOML
_TEMPLATE = """\
{{ digest.title }} {# a comment #}
{% for section in digest.sections %}{{ section.heading|upper }}
{% for item in section.items %}- {{ item.title }}, {{ item.text }}{{ item.source if item.source }}
{% endfor %}{% endfor %}{% set x = namespace(n=0) %}{{ x.n }} {{ digest.sources|length }}
{% if digest.foot %}{{ digest.foot }}{% endif %}{{ digest|tojson }}
"""
_JINJA = (
    *("{{ x }}", "{{ digest.x.y }}", "{{ digest.__class__ }}", "{{ ''.__class__.__mro__ }}", "{%"),
    *(
        "{{ 1/0 }}",
        "{{ 'a' * 10**9 }}",
        "{{ 9**9**9 }}",
        "{{ range(10**9)|list }}",
        "{{",
        "}}",
        "{#",
    ),
    *("{% include 'x' %}", "{% extends 'x' %}", "{% import 'x' as x %}", "{{ digest|nothing }}"),
    *("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "{% raw %}", "{% endfor %}", "\x1b[31m"),
    *("{{ digest.items() }}", "{{ lipsum() }}", "{{ cycler.__init__.__globals__ }}", "{% for %}"),
    *("{{ '%s'|format(1, 2) }}", "{{ '{0.__class__}'.format(1) }}", "{{ digest|sort }}", "\x00"),
    *(
        "{{ digest.sections[99] }}",
        "{{ digest.sections.append(1) }}",
        "{{ none + 1 }}",
        "{{ joiner }}",
    ),
    *("{{ 'a'|center(10**9) }}", "{{ 'a'|indent(10**8) }}", "{{ 'x'.zfill(10**9) }}", "\ufeff"),
    *("{{ 'x'.__format__('>999999999') }}", "{{ '%999999999d' % 1 }}", "{% break %}", "{{ self }}"),
    *("{{ [1]|random }}", "{{ 'x'|wordwrap(0) }}", "{{ 'x'|truncate(-1) }}", "{{ [[]]|sum }}"),
    *("{{ digest.sections|batch(0)|list }}", "{{ 'a'|int(base=99) }}", "{{ 'x'|filesizeformat }}"),
    *("{{ digest.sections|slice(0)|list }}", "{{ ['a']|join(1) }}", "{{ digest|xmlattr }}"),
    *(
        "{{ digest.sections|map(attribute='__class__')|list }}",
        "{{ digest|urlencode }}",
        "{{ {}|max }}",
    ),
    *(
        "{{ digest|pprint }}",
        "{{ 'x'|round }}",
        "{{ digest.sections|groupby('x') }}",
        "{{ 'http:'|urlize }}",
    ),
)
_LINE = "{title:>10} {date} {days} on {platform} {{}}"


class Inputs:
    """A slate with live titles, a server, and attempts to use them with changed input."""

    name = "inputs"

    def __init__(self, folder: Path) -> None:
        """Create a slate in a folder, which must be the current one; start a server."""
        self._folder = folder
        self._random = seeded("made")
        self._stack = ExitStack()
        self._server = self._stack.enter_context(serving())
        self._server.routes = _Routes(self)
        self.share = 0.0  # of the answers that are changed
        self._config = folder / "home" / "config" / "slate"
        self._config.mkdir(parents=True)
        self._write_settings()
        for number, name in ((1, "Dark"), (2, "Ozark")):
            done("add", name, "-k", "series", "--id", f"tvmaze={number}")
        done("add", "Dune", "--id", "tmdb=movie/11", "--sequel-of", "dark", "--note", "a\tb")
        done(
            "add", "Plain", "-d", "2021-02", "-p", "Hulu", "--leaves", "2022", "--credit", "cast=A"
        )
        done("refresh")
        self._texts = [self._edited_text(slug) for slug in ("dark", "dune", "plain")]
        self._aside = folder.with_name(f"{folder.name}-made")
        shutil.copytree(folder, self._aside)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
        shutil.rmtree(self._aside)

    def attempt(self, seed: int, number: int) -> Attempt:
        """Change one kind of input, and run commands that read it."""
        self._random = random = seeded(seed, self.name, number)
        kind = random.choice(tuple(_KINDS))
        shutil.rmtree(self._folder / "home")
        shutil.copytree(self._aside / "home", self._folder / "home")
        for path in self._folder.glob("slate.db*"):
            path.unlink()
        shutil.copy2(self._aside / "slate.db", self._folder / "slate.db")
        self.share = 0.0
        faults: list[Fault] = []
        accepted = _KINDS[kind](self, random, faults)
        if (check := ran("check")).code:
            faults.append(Fault("a slate is sound after each command", check.out[-300:]))
        return Attempt(kind, accepted, faults)

    def run(self, faults: list[Fault], *words: str, shows: bool = False) -> bool:
        """Run a command, note what is wrong with it, and return whether it succeeded."""
        found = ran(*words, stdin=f"{_KEY}\n".encode())
        faults += faults_of(found, shows=shows)
        if _KEY in found.out + found.err:
            faults.append(Fault("no key is printed", f"{words}: {found.err[-300:]}"))
        return found.code in {0, 3}

    def answer(self, path: str) -> Reply | None:
        """Return what the server answers for a path, perhaps changed."""
        match = next(((found, make) for start, make in _ANSWERS
                      if (found := re.match(f"(?:/radarr)?{start}", path))), None)  # fmt: skip
        if match is None:
            return None
        # Requests may come in any order.
        random = seeded(self._random.random() if self.share else 0, path)
        value = match[1](match[0])
        headers = {"Content-Type": "application/json"}
        if random.random() >= self.share:
            return Reply(json.dumps(value).encode(), headers=headers)
        for _ in range(random.choice((1, 1, 2, 5))):
            value = changed_json(json.loads(json.dumps(value)), random)
        body = json.dumps(value).encode()
        if random.random() < 0.15:
            body = changed_bytes(body, random)
        status = (
            random.choice((204, 301, 400, 401, 403, 404, 410, 500))
            if random.random() < 0.05
            else 200
        )
        if status == 301:
            headers["Location"] = random.choice(
                ("/x", "http://127.0.0.1:9/", "//x", "", "file:///x")
            )
        return Reply(body, status, headers)

    def live(self, random: Random, faults: list[Fault]) -> bool:
        """Run commands that ask a server whose answers are changed."""
        self.share = random.choice((0.3, 1.0))
        return self._run_some(random, faults)

    def settings(self, random: Random, faults: list[Fault]) -> bool:
        """Run commands with changed settings or keys."""
        name = random.choice(("config.toml", "config.toml", "keys.toml"))
        path = self._config / name
        content = path.read_bytes()
        for _ in range(random.choice((1, 1, 2))):
            match random.randrange(3):
                case 0:
                    content = changed_bytes(content, random)
                case 1:
                    text = content.decode(errors="replace")
                    content = changed_lines(text, random).encode(errors="surrogatepass")
                case _:
                    lines = content.splitlines(keepends=True)
                    odd = f"{random.choice(_ODD_TOML)}\n".encode()
                    lines.insert(random.randrange(len(lines) + 1), odd)
                    content = b"".join(lines)
        # A change of an address must not lead anywhere else.
        if b"//" in content:
            content = re.sub(rb"//[^\n\"']*", f"//{self._server.address[7:]}".encode(), content)
        path.write_bytes(content)
        return self._run_some(random, faults)

    def kept(self, random: Random, faults: list[Fault]) -> bool:
        """Run commands with damaged answers in the cache, which count as none."""
        files = filter(Path.is_file, (self._folder / "home" / "cache").rglob("*"))
        # Their names depend on the port of the server.
        for path in sorted(files, key=lambda path: _content_of(path)[200:]):
            if random.random() < 0.7:
                data = path.read_bytes()
                if path.suffix == ".answer" and random.random() < 0.7:
                    data = zlib.compress(_changed_answer(zlib.decompress(data), random))
                else:
                    data = changed_bytes(data, random)
                path.write_bytes(data)
        return self._run_some(random, faults)

    def edited(self, random: Random, faults: list[Fault]) -> bool:
        """Edit a title with an editor that changes the text at random."""
        slug, text = random.choice(self._texts)
        for _ in range(random.choice((1, 1, 2, 3))):
            match random.randrange(4):
                case 0:
                    text = changed_lines(text, random)
                case 1 | 2:
                    values = list(re.finditer(r'= (.+)|"([^"\n]*)"', text))
                    if values:
                        one = random.choice(values)
                        odd = random.choice((json.dumps(odd_text(random)), odd_text(random), *_ODD))
                        text = text[: one.start(1 if one[1] else 0)] + odd + text[one.end() :]
                case _:
                    content = changed_bytes(text.encode(errors="replace"), random)
                    text = content.decode(errors="surrogateescape")
        (self._folder / "edited").write_bytes(_encoded(text))
        return self._edit(faults, slug)

    def template(self, random: Random, faults: list[Fault]) -> bool:
        """Render a digest with a changed template."""
        text = _TEMPLATE
        for _ in range(random.choice((1, 1, 2))):
            match random.randrange(3):
                case 0:
                    text = changed_lines(text, random)
                case 1:
                    places = [0, *(found.end() for found in re.finditer(r"\}\}|%\}|\n", text))]
                    at = random.choice(places)
                    text = text[:at] + random.choice(_JINJA) + text[at:]
                case _:
                    found = list(re.finditer(r"\w+", text))
                    one, other = random.choice(found), random.choice(found)
                    text = text[: one.start()] + other[0] + text[one.end() :]
        path = self._folder / random.choice(("a.j2", "a.html", "a.txt"))
        path.write_bytes(text.encode(errors="surrogatepass"))
        return self.run(faults, "digest", "--template", path.name)

    def line(self, random: Random, faults: list[Fault]) -> bool:
        """Print what comes next, in a changed form."""
        text = _LINE
        for _ in range(random.choice((1, 2, 3))):
            at = random.randrange(len(text) + 1)
            odd = random.choice((*"{}!:.[]%<>0 ", "{title", "!r}", "{0}", ":>9", "\x1b", "\n", "é"))
            text = random.choice((text[:at] + odd + text[at:], text[:at] + text[at + 1 :]))
        return self.run(faults, "next", f"--line={text}", shows=text.isprintable())

    def _run_some(self, random: Random, faults: list[Fault]) -> bool:
        succeeded = [self.run(faults, *random.choice(_ONLINE)) for _ in range(2)]
        return all(succeeded)

    def _write_settings(self) -> None:
        text = _CONFIG.format(address=self._server.address)
        (self._config / "config.toml").write_text(text, encoding="utf-8")
        keys = self._config / "keys.toml"
        keys.touch(mode=0o600)
        keys.write_text(_KEYS, encoding="utf-8")

    def _edited_text(self, slug: str) -> tuple[str, str]:
        """Return what `slate edit` shows of a title."""
        shown = self._folder / "shown"
        editor = self._folder / "editor"
        editor.write_text(f'#!/bin/sh\ncp "$1" {shown}\ntest ! -f edited || cp edited "$1"\n')
        editor.chmod(0o700)
        self._edit([], slug)
        return slug, shown.read_text(encoding="utf-8")

    def _edit(self, faults: list[Fault], slug: str) -> bool:
        with patch.dict("os.environ", VISUAL=str(self._folder / "editor")):
            return self.run(faults, "edit", slug)


class _Routes(dict[str, Any]):
    """Routes of a server to what these inputs answer."""

    def __init__(self, inputs: Inputs) -> None:
        super().__init__()
        self._inputs = inputs

    def get(self, path: str, default: Any = None) -> Any:  # noqa: ANN401 -- as a dictionary
        return self._inputs.answer(path) or default


def _content_of(path: Path) -> bytes:
    data = path.read_bytes()
    return zlib.decompress(data) if path.suffix == ".answer" else data


def _changed_answer(data: bytes, random: Random) -> bytes:
    head, _, body = data.partition(b"\n")
    if random.random() < 0.6:
        value = changed_json(json.loads(head), random)
        times = ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2021-01-07", "")
        if isinstance(value, dict) and random.random() < 0.4:
            value[random.choice(("fetched", "confirmed"))] = random.choice(times)
        head = json.dumps(value).encode()
    elif random.random() < 0.7 and body:
        body = json.dumps(changed_json(json.loads(body), random)).encode()
    else:
        return changed_bytes(data, random)
    return head + b"\n" + body


def _encoded(text: str) -> bytes:
    """Encode a text with the bytes that were no UTF-8, or else with lone surrogates."""
    try:
        return text.encode(errors="surrogateescape")
    except UnicodeEncodeError:
        return text.encode(errors="surrogatepass")


_KINDS: dict[str, Callable[[Inputs, Random, list[Fault]], bool]] = {
    "live": Inputs.live,
    "settings": Inputs.settings,
    "kept": Inputs.kept,
    "edited": Inputs.edited,
    "template": Inputs.template,
    "line": Inputs.line,
}
