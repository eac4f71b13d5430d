# ruff: noqa: E501 -- a line is easiest to read beside its message


import shlex
from collections.abc import Mapping

import pytest

from slate.cli.app import COMMANDS, command_for
from slate.cli.guesses import COMMANDS as GUESSED_COMMANDS
from slate.cli.guesses import OPTIONS as GUESSED_OPTIONS
from tests.cli.conftest import Done, MadeOnce, Refused, Run


def _options() -> Mapping[str, set[str]]:
    return {
        name: {
            option
            for parameter in command_for([name]).commands[name].params
            for option in parameter.opts
        }
        for name in COMMANDS
    }


EXAMPLES = [
    ("rm tidewater", 'No command "rm". Run: slate remove tidewater'),
    ("search 'dark city'", "No command \"search\". Run: slate list --search 'dark city'"),
    ("history dune -f csv", 'No command "history". Run: slate show dune --history -f csv'),
    ("lst", 'No command "lst". Did you mean list? Try: slate --help'),
    ("this-week", 'No command "this-week". Run: slate upcoming this-week'),
    ("2021-01 -p Hulu", 'No command "2021-01". Run: slate upcoming 2021-01 -p Hulu'),
    ("frobnicate", 'No command "frobnicate". Try: slate --help'),
    ("", 'No command "". Try: slate --help'),
    ("--month 2021-01", "--month goes after a command. Run: slate upcoming --month 2021-01"),
    ("--month=2021-01", "--month goes after a command. Run: slate upcoming --month=2021-01"),
    ("-p Hulu list", "-p goes after a command. Run: slate list -p Hulu"),
    ("-f json", "-f goes after a command. Run: slate list -f json"),
    ("list netflix", 'slate list takes no "netflix". Run: slate list -p netflix'),
    ("list mubi", 'slate list takes no "mubi". Run: slate list -p mubi'),
    ("list films", 'slate list takes no "films". Run: slate list -k films'),
    ("list filming", 'slate list takes no "filming". Run: slate list -s filming'),
    ("list overdue", 'slate list takes no "overdue". Run: slate list --overdue'),
    ("list 2021-01", 'slate list takes no "2021-01". Run: slate list --month 2021-01'),
    ("list hbo max films", 'slate list takes no "hbo max films". Run: slate list -p \'hbo max\' -k films'),
    ("list next month films", 'slate list takes no "next month films". Run: slate list --month \'next month\' -k films'),
    (
        "list -p netflix --limit 3 netflix",
        'slate list takes no "netflix". Run: slate list -p netflix --limit 3 -p netflix',
    ),
    ("list the dig", "slate list takes no \"the dig\". Run: slate list --search 'the dig'"),
    ("info now", 'slate info takes no "now". Try: slate info --help'),
    ("upcoming netflix", '"netflix" is no time span. Run: slate upcoming -p netflix'),
    ("upcoming next week on tv", '"next week on tv" is not a date or time span: write a date such as 2021-01, Q1 2021 or 2021-01/2021-03, or today, this-week, weekend, next-month, 30d, 2w, 3m, march'),
    ("count --by kind hulu next week", '"hulu next week" is no time span. Run: slate count --by kind -p hulu --month \'next week\''),
    ("next the dig -p hulu", "The title is 2 words without quotes. Run: slate next 'the dig' -p hulu"),
    ("split the dig --source x", "The title is 2 words without quotes. Run: slate split 'the dig' --source x"),
    ("list --json", "No option --json. Run: slate list -f json"),
    ("list -j", "No option -j. Run: slate list -f json"),
    ("show -j a", "No option -j. Run: slate show -f json a"),
    ("list --service hulu", "No option --service. Run: slate list --platform hulu"),
    ("list --service=hulu", "No option --service. Run: slate list --platform hulu"),
    ("list --json=yes", "No option --json. Run: slate list -f json"),
    ("changes --since 2020 --json", "No option --json. Run: slate changes --since 2020 -f json"),
    ("--json changes --since 2020", "--json goes after a command. Run: slate changes -f json --since 2020"),
    ("update A --name=B --tag c", "No option --name. Run: slate update A --title B --tag c"),
    ("diff 2020-12-31 --since 2021-01-01", "No option --since. Run: slate diff 2020-12-31 2021-01-01"),
    ("list --title cafe", "No option --title. Run: slate list --search cafe"),
    ("list --year=2021", "No option --year. Run: slate list --month 2021"),
    ("changes today", 'No title "today". Run: slate changes --since today'),
    ("changes last month", 'No title "last month". Run: slate changes --since \'last month\''),
    ("help search", 'No command "search". Run: slate help list'),
    ("rename dune 'New Name'", 'No command "rename". Run: slate update dune --title \'New Name\''),
    ("next '' dig", 'slate next takes no "dig". Run: slate next --search dig'),
    ("list -- netflix", 'slate list takes no "netflix". Run: slate list -p netflix'),
    ("list -p -- netflix", 'slate list takes no "netflix". Run: slate list -p -- -p netflix'),
    ("help lst", 'No command "lst". Did you mean list? Try: slate --help'),
    ("help nothing", 'No command "nothing". Try: slate --help'),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "message"), EXAMPLES)
def test_the_error_about_a_guess_shows_what_to_run(
    done: Done, refused: Refused, made_once: MadeOnce, typed: str, message: str
) -> None:
    made_once("guesses", lambda: done("add", "A", "-p", "Mubi"))
    assert refused(2, *(shlex.split(typed) or [""])) == f"slate: {message}\n"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("show netflix", 'No title "netflix". Run: slate list -p netflix'),
        ("show Mubi film", 'No title "Mubi". Run: slate list -p Mubi -k film'),
        ("show nothing", 'No title "nothing". For all titles: slate list'),
        (
            "log b-s1",
            'There is no batch "b-s1". For the changes of a title, run: slate changes b-s1',
        ),
        ("log nothing", 'There is no batch "nothing". For all batches: slate log'),
        ("log 7", 'There is no batch "7". For all batches: slate log'),
    ],
)
def test_what_is_not_there_may_be_something_else(
    done: Done, refused: Refused, typed: str, message: str
) -> None:
    done("add", "B", "-n", "1", "-p", "Mubi")
    done("add", "7 Days")
    assert refused(3, *typed.split()) == f"slate: {message}\n"


def test_a_title_that_was_removed_is_no_service(done: Done, refused: Refused) -> None:
    done("add", "Netflix")
    done("remove", "netflix")
    assert refused(3, "show", "netflix").endswith("To bring it back: slate undo 2\n")


@pytest.mark.slow
@pytest.mark.parametrize("typed", [typed for typed, message in EXAMPLES if " slate " in message])
def test_the_command_that_is_shown_can_be_run(slate: Run, done: Done, typed: str) -> None:
    for title in ("A", "tidewater", "dune", "the dig"):
        done("add", title, "-p", "Mubi", "--source", "x")
    told = slate(*shlex.split(typed)).err.strip()
    ran = slate(*shlex.split(told.rpartition(": slate ")[2]))
    assert ran.code in {0, 1, 3}, f"{told} -> {ran.err}"


def test_the_command_to_run_is_about_the_same_slate(refused: Refused) -> None:
    ran = refused(2, "--db", "other.db", "list", "--json")
    assert ran == "slate: No option --json. Run: slate --db other.db list -f json\n"
    assert refused(2, "--db", "other.db", "--month", "2021-01") == (
        "slate: --month goes after a command. Run: slate --db other.db upcoming --month 2021-01\n"
    )


def test_an_option_that_the_command_lacks_is_no_guess(refused: Refused) -> None:
    assert refused(2, "undo", "--service", "x").endswith("Try: slate undo --help\n")


def test_every_guess_leads_to_something_that_exists() -> None:
    options = _options()
    every = set[str]().union(*options.values())
    for wrong, right in GUESSED_COMMANDS.items():
        name, *rest = (part for part in right.split() if "{" not in part)
        assert wrong not in COMMANDS
        assert name == "--version" or name in COMMANDS
        assert name == "--version" or {word for word in rest if word[0] == "-"} <= options[name]
    for wrong, right in GUESSED_OPTIONS.items():
        command, _, name = wrong.rpartition(" ")
        assert name.startswith("--") or name == "-j"
        assert not command or command in COMMANDS
        if right:
            option, *value = right.split()
            assert option in every
            assert bool(value) == (option == "-f")
        else:
            assert command


def test_many_words_are_a_search(refused: Refused) -> None:
    """Like the names of all files in a folder: the time must not double with each of them."""
    words = [f"w{number}" for number in range(60)]
    text = " ".join(words)
    assert refused(2, "list", *words).endswith(f"Run: slate list --search '{text}'\n")
    assert refused(2, "upcoming", *words).startswith(f'slate: "{text[:100]}')


@pytest.mark.parametrize(
    "typed", [("list", ""), ("list", "2021", "2022"), ("list", "undated", "2021")]
)
def test_what_would_be_refused_is_not_suggested(refused: Refused, typed: tuple[str, ...]) -> None:
    told = refused(2, *typed)
    assert told.count("--month") + told.count("--undated") <= 1
    assert "--search ''" not in told
