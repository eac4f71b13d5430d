import io

import pytest

from slate.cli.prompts import agrees
from tests.cli.conftest import Done, IsUntouched, Refused, Run, stored

NEAR = "Netflx is new here. Did you mean Netflix? [Y/n]: "


@pytest.mark.parametrize(
    ("typed", "shown", "platform"),
    [
        ("y\n", NEAR, "Netflix"),
        ("\n", NEAR, "Netflix"),
        ("n\n", NEAR, "Netflx"),
        ("perhaps\nn\n", f"{NEAR}Type y or n.\n{NEAR}", "Netflx"),
    ],
)
def test_an_unknown_platform_is_questioned_on_a_terminal(
    screen: Run, typed: str, shown: str, platform: str
) -> None:
    ran = screen("add", "Soul", "-p", "Netflx", "-k", "film", "-s", "filming", typed=typed)
    assert ran == (0, f"soul: added Soul on {platform}, no date\n", shown)


def test_the_platform_of_a_further_release_is_questioned(screen: Run, slate: Run) -> None:
    further = ("--also", "Netflx JP: 2021", "--also", "festival: 2021")
    ran = screen("add", "Soul", "-s", "filming", "-k", "film", *further, typed="y\n")
    assert ran == (
        0,
        "soul: added Soul, 2021 on Netflix (JP)\nsoul: also at a festival, 2021\n",
        NEAR,
    )
    assert slate("update", "soul", *further, "--dry-run").err == (
        "slate: note: Netflx is a new service here; did you mean Netflix?\n"
    )


def test_platforms_on_the_slate_are_known(screen: Run, done: Done) -> None:
    done("add", "A", "-p", "Mubi Go")
    ran = screen("update", "a", "--also-on", "Mubi Co", typed="y\n")
    assert ran == (
        0,
        "a: nothing to do, it is recorded already\n",
        "Mubi Co is new here. Did you mean Mubi Go? [Y/n]: ",
    )
    assert screen("update", "a", "-p", "mubi go", "-d", "2021").err == ""


def test_the_platform_question_can_be_canceled(screen: Run, is_untouched: IsUntouched) -> None:
    ran = screen("add", "Soul", "-p", "Netflx", typed="\x04")
    assert ran == (130, "", f"{NEAR}\n")
    assert is_untouched()


@pytest.mark.parametrize(
    ("platform", "note"),
    [
        ("Netflx", "slate: note: Netflx is a new service here; did you mean Netflix?\n"),
        ("Hul\u202eu", "slate: note: Hul\\u202eu is a new service here; did you mean Hulu?\n"),
        ("netflix", ""),
        ("Max", ""),
        ("Hule", "slate: note: Hule is a new service here; did you mean Hulu?\n"),
        ("Tubi", ""),
        ("Kino Lorber", ""),
    ],
)  # fmt: skip
def test_without_a_terminal_an_unknown_platform_is_noted(
    slate: Run, platform: str, note: str
) -> None:
    ran = slate("add", "Soul", "-p", platform, "-k", "film", "-s", "filming")
    assert (ran.code, ran.err) == (0, note)


@pytest.mark.about_files
def test_a_damaged_slate_is_reported_before_any_prompt(refused: Refused) -> None:
    stored().parent.mkdir(parents=True)
    stored().write_bytes(b"no slate at all")
    assert refused(1, "add", "Soul", "-p", "Netflx") == (
        f"slate: {stored()}: not a slate database. Nothing was changed.\n"
    )


@pytest.mark.parametrize(
    ("typed", "agreed"), [("\n", True), ("yes\n", True), ("n\n", False), ("\x04", False)]
)
def test_a_question_is_agreed_to_by_enter_and_not_by_leaving_it(
    monkeypatch: pytest.MonkeyPatch, typed: str, *, agreed: bool
) -> None:
    keys = typed.partition("\x04")[0]
    monkeypatch.setattr("sys.stdin", io.StringIO(keys))
    assert agrees("Well?") is agreed
