import pytest

from tests.cli.conftest import Done, Refused, Run, stored

QUESTIONS = (
    "Title: Service (if known): Date (can be vague: early 2021): Status (if known): "
    "Source (who reported it): "
)


def test_add_without_arguments_prompts_for_everything(screen: Run, done: Done) -> None:
    ran = screen("add", typed="Soul\nDisney+\nearly 2021\nfilming\nThe Wrap\n", together=True)
    assert ran == (
        0,
        (
            f"{QUESTIONS}soul: added Soul, early 2021 on Disney+\n"
            "soul: kind: film (assumed; change it with -k)\n"
        ),
        "",
    )
    assert done("list", "-f", "tsv", "--columns", "slug,status,platform,date,source") == (
        "soul\tfilming\tDisney+\t2021-early\tThe Wrap\n"
    )


def test_prompts_go_to_stderr_when_stdout_is_a_pipe(screen: Run) -> None:
    ran = screen("add", typed="Soul\n\n\nfilming\n\n", pipes=["stdout"])
    assert ran == (
        0,
        "soul: added Soul, no date\nsoul: kind: film (assumed; change it with -k)\n",
        QUESTIONS,
    )


def test_only_missing_values_are_prompted_for(screen: Run) -> None:
    ran = screen(
        *("add", "-p", "Hulu", "-d", "2021", "-s", "filming", "--source", "Me", "-k", "film"),
        typed="Soul\n",
        together=True,
    )
    assert ran.out == "Title: soul: added Soul, 2021 on Hulu\n"


def test_an_empty_answer_leaves_the_field_unset(screen: Run) -> None:
    ran = screen("add", "-k", "film", typed="Soul\n\n \n\n\n", together=True)
    assert ran.out == (
        f"{QUESTIONS}soul: added Soul, no date\nsoul: status: announced (there is no date)\n"
    )


def test_an_empty_title_is_asked_for_again(screen: Run) -> None:
    ran = screen("add", typed="\n  \nSoul\n\n\n\n\n", together=True)
    assert ran.out.startswith(f"Title: Title: {QUESTIONS}soul: added Soul, no date\n")


def test_invalid_answers_are_asked_for_again(screen: Run) -> None:
    ran = screen(
        "add",
        typed="A\x0bB\nSoul\n" + "x" * 3_000 + "\x0b\n\n2021-13\n2021\nfoo\nfilming\n\n",
        together=True,
        width=300,
    )
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "Title: The title holds the control character U+000B. Leave it out."
    assert lines[1] == (
        "Title: Service (if known): The platform holds the control character U+000B. Leave it out."
    )
    assert lines[2] == (
        "Service (if known): Date (can be vague: early 2021): "
        '"2021-13" is not a date: there is no month 13; they go from 01 to 12'
    )
    assert lines[3].startswith(
        'Date (can be vague: early 2021): Status (if known): "foo" is not a status. '
        "Choose from rumored,"
    )
    assert lines[4] == "Status (if known): Source (who reported it): soul: added Soul, 2021"


def test_control_characters_in_answers_are_escaped(screen: Run) -> None:
    ran = screen("add", typed="Soul\nHulu\n\x1b]0;pwned\u202e\n\n\n\n", together=True)
    assert ran.code == 0
    assert '"\\x1b]0;pwned\\u202e" is not a date' in ran.out
    assert "\x1b" not in ran.out


def test_an_answer_that_is_not_utf8_is_asked_for_again(screen: Run) -> None:
    ran = screen("add", typed="\udcff\nSoul\n\n\n\n\n", together=True)
    assert ran.out.splitlines()[0] == "Title: The title is not valid UTF-8."


@pytest.mark.parametrize("typed", ["\x04", "Soul\n\x04", "Soul\n\n2021\n\x04"])
def test_end_of_input_cancels_the_prompts(screen: Run, typed: str) -> None:
    ran = screen("add", typed=typed)
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.endswith(": \n")
    assert not stored().exists()


def test_prompting_for_an_existing_title_is_refused(screen: Run, done: Done) -> None:
    done("add", "Soul")
    ran = screen("add", typed="Soul\n\n\n\n\n")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f'{QUESTIONS}slate: "Soul" is already on the slate (soul). ')


@pytest.mark.parametrize("pipe", ["stdin", "stderr"])
def test_without_a_terminal_there_are_no_prompts(screen: Run, pipe: str) -> None:
    ran = screen("add", pipes=[pipe])
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "slate: No title was given. Run: slate add TITLE, with the title in quotes.\n"


# Questions about the platform

NEAR = "Netflx is new here. Did you mean Netflix? [Y/n]: "


@pytest.mark.parametrize(
    ("typed", "shown", "platform"),
    [
        ("y\n", NEAR, "Netflix"),
        ("\n", NEAR, "Netflix"),
        ("n\n", NEAR, "Netflx"),
        ("perhaps\nn\n", f"{NEAR}Error: invalid input\n{NEAR}", "Netflx"),
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


def test_the_platform_question_can_be_canceled(screen: Run) -> None:
    ran = screen("add", "Soul", "-p", "Netflx", typed="\x04")
    assert ran == (130, "", f"{NEAR}\n")
    assert not stored().exists()


@pytest.mark.parametrize(
    ("platform", "note"),
    [
        ("Netflx", "slate: note: Netflx is a new service here; did you mean Netflix?\n"),
        ("Hul\u202eu", "slate: note: Hul\\u202eu is a new service here; did you mean Hulu?\n"),
        ("netflix", ""),
        ("Max", ""),
        ("Hule", ""),  # four letters are within two edits of too many names
        ("Kino Lorber", ""),
    ],
)  # fmt: skip
def test_without_a_terminal_an_unknown_platform_is_noted(
    slate: Run, platform: str, note: str
) -> None:
    ran = slate("add", "Soul", "-p", platform, "-k", "film", "-s", "filming")
    assert (ran.code, ran.err) == (0, note)


def test_a_damaged_slate_is_reported_before_any_prompt(refused: Refused) -> None:
    stored().parent.mkdir(parents=True)
    stored().write_bytes(b"no slate at all")
    assert refused(1, "add", "Soul", "-p", "Netflx") == (
        f"slate: {stored()}: not a slate database. Nothing was changed.\n"
    )
