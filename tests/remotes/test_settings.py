from collections.abc import Mapping
from pathlib import Path
from string import printable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slate.domain.errors import SlateError, UsageError
from slate.domain.quoting import clip
from slate.domain.titles.regions import region_of_locale
from slate.remotes.errors import NoRemoteError, SettingsError
from slate.remotes.kinds import KINDS
from slate.remotes.settings import (
    RegionsFrom,
    Remote,
    Settings,
    checked_remote,
    read_settings,
    read_toml,
)

KEY = "open-sesame"
BUILT_IN = {
    "tvmaze": Remote("tvmaze", KINDS["tvmaze"], "https://api.tvmaze.com", is_added=False),
    "tmdb": Remote("tmdb", KINDS["tmdb"], "https://api.themoviedb.org/3", is_added=False),
}
NAS = Remote("nas", KINDS["sonarr"], "http://nas:8989", is_added=True)
NO_SERVER = "is not the address of a server. Write it as http://nas:8989."
HOLDS_ONE = "The address holds a password. Keys are stored apart from it."


def read(folder: Path, text: str | bytes = "", **environment: str) -> Settings:
    """Return the settings in a file with this content."""
    content = text.encode() if isinstance(text, str) else text
    (folder / "config.toml").write_bytes(content)
    return read_settings(folder, environment)


def refusal(folder: Path, text: str | bytes) -> str:
    """Return why a file with this content is refused, without its path."""
    with pytest.raises(SettingsError) as caught:
        read(folder, text)
    path = folder / "config.toml"
    assert caught.value.path == str(path)
    assert KEY not in str(caught.value)
    return str(caught.value).removeprefix(f"{path}: ")


def test_defaults_without_a_file(world: Path) -> None:
    assert read_settings(world, {}) == Settings(BUILT_IN)
    assert read_settings(world / "none", {}) == Settings(BUILT_IN)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[remotes]\n", "[remotes.tvmaze]\n"])
def test_defaults_with_a_file_that_says_nothing(world: Path, text: str) -> None:
    found = read(world, text)
    assert found.regions == ("US",)
    assert {name: remote.url for name, remote in found.remotes.items()} == {
        "tvmaze": "https://api.tvmaze.com",
        "tmdb": "https://api.themoviedb.org/3",
    }


@pytest.mark.parametrize(
    ("environment", "region"),
    [
        ({}, None),
        ({"LANG": "en_GB.UTF-8"}, "GB"),
        ({"LANG": "pt_BR"}, "BR"),
        ({"LANG": "sr_RS@latin"}, "RS"),
        ({"LANG": "haw_US.UTF-8"}, "US"),
        ({"LC_TIME": "de_DE.UTF-8", "LANG": "en_US.UTF-8"}, "DE"),
        ({"LC_ALL": "ja_JP.UTF-8", "LC_TIME": "de_DE.UTF-8", "LANG": "en_GB"}, "JP"),
        ({"LC_ALL": "", "LC_TIME": "", "LANG": "fr_FR.UTF-8"}, "FR"),
        ({"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, None),
        ({"LC_ALL": "POSIX", "LANG": "fr_FR.UTF-8"}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "eo"}, None),
        ({"LANG": "en_150"}, None),
        ({"LANG": "en_GBR"}, None),
        ({"LANG": "en_XX.UTF-8"}, None),
        ({"LANG": "en_UK.UTF-8"}, "GB"),
        ({"LANG": "../en_GB"}, None),
        ({"LC_MESSAGES": "fr_FR.UTF-8"}, None),
    ],
)
def test_region_is_that_of_the_locale(
    world: Path, environment: Mapping[str, str], region: str | None
) -> None:
    assert region_of_locale(environment) == region
    found = read_settings(world, environment)
    assert (found.regions, found.regions_from) == (
        (("US",), RegionsFrom.NOTHING) if region is None else ((region,), RegionsFrom.LOCALE)
    )


def test_regions_of_the_file_replace_that_of_the_locale(world: Path) -> None:
    text = 'regions = ["us", "GB", "JP", " US ", "gb"]\n'
    found = read(world, text, LANG="de_DE.UTF-8")
    assert (found.regions, found.regions_from) == (("US", "GB", "JP"), RegionsFrom.SETTINGS)


def test_remotes_are_added_after_those_that_are_built_in(world: Path) -> None:
    found = read(
        world,
        '[remotes.nas]\nkind = "sonarr"\nurl = "http://nas:8989/"\n'
        '[remotes.radarr]\nurl = "https://films.example/radarr/"\n',
    )
    assert list(found.remotes) == ["tvmaze", "tmdb", "nas", "radarr"]
    assert found.remotes["nas"] == NAS
    assert found.remotes["radarr"] == Remote(
        "radarr", KINDS["radarr"], "https://films.example/radarr", is_added=True
    )


def test_built_in_remote_may_have_another_address(world: Path) -> None:
    found = read(world, '[remotes.tvmaze]\nurl = "http://127.0.0.1:8080"\n')
    assert list(found.remotes) == ["tvmaze", "tmdb"]
    assert found.remotes["tvmaze"] == Remote(
        "tvmaze", KINDS["tvmaze"], "http://127.0.0.1:8080", is_added=True
    )


def test_remote_is_shown_by_its_service_and_by_the_name_of_the_user() -> None:
    assert BUILT_IN["tvmaze"].shown == "TVmaze"
    assert NAS.shown == "Sonarr (nas)"
    assert BUILT_IN["tmdb"].place == "api.themoviedb.org/3"
    assert NAS.place == "nas:8989"


@pytest.mark.parametrize(
    ("kind", "url", "needs"),
    [
        ("tvmaze", "https://api.tvmaze.com", False),
        ("tmdb", "https://api.themoviedb.org/3/", True),
        ("tmdb", "https://mirror.example/3", False),
        ("sonarr", "http://nas:8989", True),
        ("radarr", "http://nas:7878", True),
    ],
)
def test_only_a_service_at_another_address_may_need_no_key(
    kind: str,
    url: str,
    needs: bool,  # noqa: FBT001 -- a parameter
) -> None:
    assert checked_remote(kind, kind, url).needs_key is needs
    assert BUILT_IN["tmdb"].needs_key


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("regions = ", "is not valid TOML (at end of document)."),
        (f'x = "{KEY}" "{KEY}"', "is not valid TOML (at line 1, column 19)."),
        (f"\nkey = {KEY}", "is not valid TOML (at line 2, column 7)."),
        (f'[remotes."{KEY}"', "is not valid TOML (at end of document)."),
        (b'regions = ["\xff"]', "is not valid TOML."),
        ("x = " + "[" * 100_000, "is not valid TOML."),
        ('region = "US"', "region is not a setting (regions, remotes)."),
        (f'tmdb_token = "{KEY}"', "tmdb_token is not a setting (regions, remotes)."),
        (f'[tmdb]\nkey = "{KEY}"', "tmdb is not a setting (regions, remotes)."),
        (f'"http://a/?apikey={KEY}" = 1',
         "http://a/?apikey=*** is not a setting (regions, remotes)."),
        (f"{'x' * 130} = 1", f"{'x' * 117}... is not a setting (regions, remotes)."),
        (f'remotes = "{KEY}"', "remotes is not a setting (regions, remotes)."),
        ("remotes = []", "remotes is not a setting (regions, remotes)."),
        ('regions = "US"', 'regions is not a list of countries, as in ["US"].'),
        ("regions = []", 'regions is not a list of countries, as in ["US"].'),
        ('regions = ["US", 1]', 'regions is not a list of countries, as in ["US"].'),
        (
            'regions = ["US", "Atlantis"]',
            'regions: "Atlantis" is not a country code of ISO 3166-1, as in ["US"].',
        ),
        (
            'regions = ["XX"]',
            'regions: "XX" is not a country code of ISO 3166-1, as in ["US"].',
        ),
        (
            'regions = ["Japan"]',
            'regions: "Japan" is not a country code of ISO 3166-1, as in ["JP"].',
        ),
        ('regions = [""]', 'regions: "" is not a country code of ISO 3166-1, as in ["US"].'),
        ('regions = ["uk"]', "regions: UK is not a country code; the United Kingdom is GB."),
        (f'[remotes]\nnas = "{KEY}"', "remotes.nas is not a table of texts."),
        ("[remotes.nas]\nport = 8989", "remotes.nas is not a table of texts."),
        (f'[remotes.nas]\nkind = ["{KEY}"]', "remotes.nas is not a table of texts."),
        (f'[remotes.nas]\nkey = "{KEY}"', "remotes.nas: key is not a setting (kind, url)."),
        ("[remotes.nas]", "remotes.nas has no url."),
        ('[remotes.nas]\nkind = "sonarr"', "remotes.nas has no url."),
        ('[remotes.sonarr]\nurl = ""', "remotes.sonarr has no url."),
        (
            '[remotes.nas]\nurl = "http://nas:8989"',
            "remotes.nas: nas is not a kind of remote. Choose from tvmaze, tmdb, sonarr, radarr.",
        ),
        (
            '[remotes.nas]\nkind = "plex"\nurl = "http://nas:8989"',
            "remotes.nas: plex is not a kind of remote. Choose from tvmaze, tmdb, sonarr, radarr.",
        ),
        (
            '[remotes.NAS]\nkind = "sonarr"\nurl = "http://nas:8989"',
            "remotes.NAS: NAS is not a name for a remote. Use a-z, 0-9 and -, as in nas.",
        ),
        (
            '[remotes.maze]\nkind = "tvmaze"',
            "remotes.maze: The remote of TVmaze is always called tvmaze.",
        ),
        (
            '[remotes.maze]\nkind = "tmdb"\nurl = "http://nas:1"',
            "remotes.maze: The remote of TMDB is always called tmdb.",
        ),
        (
            '[remotes.radarr]\nkind = "sonarr"\nurl = "http://nas:8989"',
            "remotes.radarr: radarr is the name of another kind of remote. Choose another one.",
        ),
        (
            '[remotes.tvmaze]\nkind = "sonarr"\nurl = "http://nas:8989"',
            "remotes.tvmaze: tvmaze is the name of another kind of remote. Choose another one.",
        ),
        ('[remotes.sonarr]\nurl = "nas:8989"', f"remotes.sonarr: nas:8989 {NO_SERVER}"),
        (
            f'[remotes.sonarr]\nurl = "http://ann:{KEY}@nas:8989"',
            f"remotes.sonarr: {HOLDS_ONE}",
        ),
        (
            f'[remotes.sonarr]\nurl = "http://nas:8989?apikey={KEY}"',
            f"remotes.sonarr: {HOLDS_ONE}",
        ),
    ],
)  # fmt: skip
def test_wrong_content_is_refused(world: Path, text: str | bytes, why: str) -> None:
    assert refusal(world, text) == why


def test_file_that_cannot_be_read_is_refused(world: Path) -> None:
    path = world / "config.toml"
    path.mkdir()
    with pytest.raises(SettingsError) as caught:
        read_settings(world, {})
    assert str(caught.value) == f"{path}: cannot be read: Is a directory."


def test_file_that_never_ends_is_refused(world: Path) -> None:
    path = world / "config.toml"
    path.symlink_to("/dev/zero")
    with pytest.raises(SettingsError) as caught:
        read_settings(world, {})
    assert str(caught.value) == f"{path}: cannot be read: it has more than 1,000,000 characters."


def test_folder_that_is_none_is_refused(world: Path) -> None:
    (world / "config").touch()
    with pytest.raises(SettingsError) as caught:
        read_toml(world / "config" / "config.toml")
    assert str(caught.value) == f"{world}/config/config.toml: cannot be read: Not a directory."


LONG_HOST = ".".join(["x" * 63] * 4)[:253]


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://nas:8989", "http://nas:8989"),
        ("http://nas:8989//", "http://nas:8989"),
        ("https://films.example/sonarr/", "https://films.example/sonarr"),
        ("HTTP://NAS", "HTTP://NAS"),
        ("http://[::1]:8989", "http://[::1]:8989"),
        ("http://[fe80::1%eth0]", "http://[fe80::1%eth0]"),
        ("http://127.0.0.1:80", "http://127.0.0.1:80"),
        ("http://my_nas-2.local.:65535/x", "http://my_nas-2.local.:65535/x"),
        ("http://xn--mnchen-3ya.example", "http://xn--mnchen-3ya.example"),
        (f"http://{LONG_HOST}", f"http://{LONG_HOST}"),
    ],
)
def test_address_of_a_server(url: str, kept: str) -> None:
    assert checked_remote("nas", "sonarr", url) == Remote(
        "nas", KINDS["sonarr"], kept, is_added=True
    )


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nas",
        "nas:8989",
        "//nas:8989",
        "http://",
        "http:///series",
        "http://:8989",
        "ftp://nas",
        "file:///etc/passwd",
        "http://nas:0",
        "http://nas:99999",
        "http://nas:port",
        "http://[nas",
        "http://[nas]",
        "http://[::1",
        "http://[::1]x",
        "http://[::g]",
        "http://[1:2]",
        "http://[]",
        "http://nas:",
        "http://a..b",
        "http://.nas",
        "http://..",
        "http://-x",
        "http://x-",
        "http://exa mple",
        "http://a,b",
        "http://a%41",
        "http://a\\b",
        "http://1.2.3.4.5",
        "http://1.2.3",
        "http://999.1.1.1",
        "http://münchen.example",
        "http://ⓝas",
        f"http://{'x' * 64}",
        f"http://{LONG_HOST}x",
        "http://nas?",
        "http://nas?x=1",
        "http://nas#",
        "http://nas#top",
        "http://nas/a b",
        "http://nas/\t",
        "http://nas\n",
        "http://nas/\u202e",
    ],
)
def test_what_is_no_address_of_a_server_is_refused(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        checked_remote("nas", "sonarr", url)
    assert str(caught.value) == f"{clip(url)} {NO_SERVER}"


@pytest.mark.parametrize(
    "url",
    [
        f"http://ann:{KEY}@nas",
        f"http://{KEY}@nas",
        f"http://ann:{KEY}@nas:port",
        f"ann:{KEY}@nas:8989",
        f"http://nas?apikey={KEY}",
        f"http://nas/#token={KEY}",
        f"nas:8989/?api_key={KEY}",
        f"http://nas/;token={KEY}",
    ],
)
def test_address_with_a_password_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        checked_remote("nas", "sonarr", url)
    assert str(caught.value) == HOLDS_ONE


@pytest.mark.parametrize("name", ["nas", "sonarr", "a", "nas-2", "x" * 30])
def test_name_of_a_remote(name: str) -> None:
    assert checked_remote(name, "sonarr", "http://nas").name == name


@pytest.mark.parametrize("name", ["", "Nas", "2nas", "-nas", "na s", "nas\n", "näs", "x" * 31])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        checked_remote(name, "sonarr", "http://nas")
    assert str(caught.value) == (
        f"{name} is not a name for a remote. Use a-z, 0-9 and -, as in nas."
    )


_TEXTS = st.text() | st.text(printable) | st.text("htps:/.@[]?#&=%ab1 \t")


@given(
    name=_TEXTS | st.sampled_from(["nas", *KINDS]),
    kind=_TEXTS | st.sampled_from(list(KINDS)),
    url=_TEXTS | _TEXTS.map("http://{}".format) | st.just("http://nas"),
)
def test_any_text_is_used_or_refused(name: str, kind: str, url: str) -> None:
    try:
        remote = checked_remote(name, kind, url)
    except UsageError:
        return
    assert remote == (name, KINDS[kind], url.rstrip("/"), True)
    assert not set("?#@ ") & set(remote.url)
    assert remote.url.lower().startswith(("http://", "https://"))


@given(text=st.text() | st.text('[]{}="\n.regionsmtuklUS'))
def test_any_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = folder / "any.toml"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        assert isinstance(read_toml(path), dict)
    except SettingsError as error:
        assert str(error).startswith(f"{path}: is not valid TOML")  # noqa: PT017 -- or it is read


def settings_with(*remotes: Remote) -> Settings:
    return Settings(BUILT_IN | {remote.name: remote for remote in remotes})


def test_remote_is_found_by_its_name_or_as_the_only_one_of_its_kind() -> None:
    found = settings_with(NAS)
    assert found.remote("nas") is NAS
    assert found.remote("sonarr") is NAS
    assert found.remote("tmdb") is BUILT_IN["tmdb"]


def test_remote_with_the_name_of_its_kind_is_the_one_that_is_meant() -> None:
    own = checked_remote("sonarr", "sonarr", "http://attic:8989")
    assert settings_with(NAS, own).remote("sonarr") is own


def test_kind_of_several_remotes_is_ambiguous() -> None:
    cabin = checked_remote("cabin", "sonarr", "http://cabin:8989")
    with pytest.raises(UsageError) as caught:
        settings_with(NAS, cabin).remote("sonarr")
    assert str(caught.value) == "There are several Sonarr servers: nas or cabin?"


@pytest.mark.parametrize("name", ["radarr", "plex", ""])
def test_unknown_remote_is_refused_with_those_that_there_are(name: str) -> None:
    with pytest.raises(NoRemoteError) as caught:
        settings_with(NAS).remote(name)
    assert str(caught.value) == (f'There is no remote "{name}". Choose from tvmaze, tmdb, nas.')
    assert isinstance(caught.value, SlateError)
    assert (caught.value.exit_code, caught.value.name) == (2, name)
