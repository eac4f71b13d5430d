import json
import shlex

import pytest

from slate.cli.add_dialogue import changed_by_answers
from slate.domain.dates.parsing import parse_date
from slate.domain.ledger.statement import Origin, Statement
from slate.domain.titles.kinds import Kind
from slate.domain.titles.stages import Stage
from tests.cli.conftest import Done, IsUntouched, Run

START = "Enter skips a question, Ctrl-C leaves.\n"
QUESTIONS = (
    "Title: Service (if known): Date (can be vague: early 2021): Status (if known): "
    "Source (who reported it): "
)
END = "Enter to add it, a number to change an answer, q to leave: "
NO_DATE = '"soon" is not a date: it names no days; write TBA\n'
UNDO = "To take it back: slate undo\n"


def summary(title: str = "Soul", *answers: str, kind: str = "film (assumed)") -> str:
    service, date, status, source = answers or "----"
    return (
        f"\n  1  Title    {title}\n  2  Service  {service}\n  3  Date     {date}\n"
        f"  4  Status   {status}\n  5  Source   {source}\n  6  Kind     {kind}\n"
    )


FULL = summary("Soul", "Disney+", "early 2021", "filming", "The Wrap")
ANSWERS = "Soul\nDisney+\nearly 2021\nfilming\nThe Wrap\n"


def test_add_without_arguments_asks_shows_the_answers_and_adds(screen: Run, done: Done) -> None:
    ran = screen("add", typed=f"{ANSWERS}\n", together=True)
    assert ran == (
        0,
        (
            f"{START}{QUESTIONS}{FULL}{END}soul: added Soul, early 2021 on Disney+\n"
            f"soul: kind: film (assumed; change it with -k)\n{UNDO}"
        ),
        "",
    )
    assert done("list", "-f", "tsv", "--columns", "slug,status,platform,date,source") == (
        "soul\tfilming\tDisney+\t2021-early\tThe Wrap\n"
    )


def test_questions_go_to_stderr_when_stdout_is_a_pipe(screen: Run) -> None:
    ran = screen("--db", "a.db", "add", typed="Soul\n\n\nfilming\n\n\n", pipes=["stdout"])
    assert ran == (
        0,
        "soul: added Soul, no date\nsoul: kind: film (assumed; change it with -k)\n",
        (
            f"{START}{QUESTIONS}{summary('Soul', '-', '-', 'filming', '-')}{END}"
            "To take it back: slate --db a.db undo\n"
        ),
    )


@pytest.mark.parametrize("typed", ["", "y", "YES", " "])
def test_enter_or_yes_adds_the_title(screen: Run, typed: str) -> None:
    ran = screen("add", typed=f"Soul\n\n\n\n\n{typed}\n")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "soul: added Soul, no date")


def test_what_options_state_is_not_asked_for_but_shown(screen: Run) -> None:
    ran = screen(
        *("add", "-p", "hulu", "-d", "2021-02", "-s", "filming", "--source", "Me", "-k", "film"),
        *("--region", "US", "--release-type", "tv", "--leaves", "2022-01-07", "--slug", "anima"),
        *("--tag", "jazz", "--tag", "new", "--aka", "Anima", "--id", "imdb=tt1", "--rumor"),
        *("--credit", "director=Pete Docter", "--credit", "writer=A", "--note", "well"),
        *("--url", "https://example.com/"),
        typed="Soul\n\n",
        together=True,
        width=300,
    )
    assert ran.out.startswith(
        f"{START}Title: {summary('Soul', 'hulu', 'Feb 2021', 'filming', 'Me', kind='film')}"
        "     Also     release type tv, region US, leaves 2022-01-07, slug anima, "
        "tags jazz new, aka Anima, credits director=Pete Docter writer=A, ids imdb=tt1, "
        f"url https://example.com/, note well, confidence rumor\n{END}anima: added Soul"
    )


def test_the_title_is_shown_as_it_is_understood(screen: Run) -> None:
    ran = screen("add", typed="Fargo S5 (2023)\n\n\n\n\n1\nDune (1984)\n\n", together=True)
    assert f"Title    {'Fargo S5 (2023)'}" not in ran.out
    assert summary("Fargo: season 5 (2023)", kind="series (it has a season)") in ran.out
    assert summary("Dune (1984)") in ran.out  # without the season of the first one
    assert "dune: added Dune, no date\n" in ran.out


def test_each_answer_can_be_changed_taken_back_or_kept(screen: Run, done: Done) -> None:
    ran = screen(
        "add",
        typed=f"{ANSWERS}1\nSoul 2\n2\n-\n3\nsoon\n2022\n4\n-\n4\nout\n5\n\n\n",
        together=True,
        width=200,
    )
    assert ran.code == 0
    _, *rounds = ran.out.split(END)
    assert [shown.partition("\n\n")[0].rpartition(": ")[0] for shown in rounds[:-1]] == [
        "Title [Soul]",
        "Service [Disney+; - for none]",
        f"Date [early 2021; - for none]: {NO_DATE}Date [early 2021; - for none]",
        "Status [filming; - for none]",
        "Status (if known)",
        "Source [The Wrap; - for none]",
    ]
    assert done("list", "-f", "tsv", "--columns", "title,status,platform,date,source") == (
        "Soul 2\treleased\t\t2022\tThe Wrap\n"
    )


def test_the_kind_is_not_asked_for_but_can_be_corrected(screen: Run, done: Done) -> None:
    ran = screen("add", typed="Lupin\n\n\n\n\n6\nsitcom\ntv\n\n", together=True, width=200)
    assert ran.out.startswith(f"{START}{QUESTIONS}{summary('Lupin')}{END}Kind (film, series ...): ")
    assert '"sitcom" is not a kind. Choose from film, series,' in ran.out
    assert f"{summary('Lupin', kind='series')}{END}lupin: added Lupin, no date\n" in ran.out
    assert done("list", "-f", "tsv", "--columns", "title,kind") == "Lupin\tseries\n"


def test_a_kind_that_is_taken_back_is_derived_again(screen: Run) -> None:
    ran = screen("add", "-k", "film", typed="Soul\n\n\n\n\n6\n-\n\n", together=True)
    first, second = summary("Soul", kind="film"), summary("Soul")
    assert f"{first}{END}Kind [film; - for none]: {second}{END}" in ran.out


def test_a_title_is_asked_for_until_there_is_one(screen: Run) -> None:
    ran = screen("add", typed="\n  \n-\n\n-\n\n\n\n", together=True)
    assert ran.out.startswith(
        f"{START}Title: A title is needed.\nTitle: A title is needed.\n{QUESTIONS}{summary('-')}"
    )
    assert ran.code == 0


def test_other_answers_at_the_end_are_asked_for_again(screen: Run) -> None:
    ran = screen("add", typed="Soul\n\n\n\n\n7\n0\nx\n\n", together=True)
    again = f"{END}Type Enter, a number from 1 to 6, or q.\n"
    assert f"{summary()}{again * 3}{END}soul: added Soul, no date\n" in ran.out


def test_invalid_answers_are_asked_for_again(screen: Run) -> None:
    ran = screen(
        "add",
        typed="A\x0bB\nSoul\n" + "x" * 3_000 + "\x0b\n\n2021-13\n2021\nfoo\nfilming\n\n\n",
        together=True,
        width=300,
    )
    assert ran.code == 0
    lines = ran.out.splitlines()[1:]
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
    assert lines[4] == "Status (if known): Source (who reported it): "


def test_control_characters_in_answers_are_escaped(screen: Run) -> None:
    ran = screen("add", typed="So\u202eul\nHulu\n\x1b]0;pwned\u202e\n\n\n\n\n", together=True)
    assert ran.code == 0
    assert '"\\x1b]0;pwned\\u202e" is not a date' in ran.out
    assert "  1  Title    So\\u202eul\n" in ran.out
    assert not {"\x1b", "\u202e"} & set(ran.out)


def test_an_answer_that_is_not_utf8_is_asked_for_again(screen: Run) -> None:
    ran = screen("add", typed="\udcff\nSoul\n\n\n\n\n\n", together=True)
    assert ran.out.splitlines()[1] == "Title: The title is not valid UTF-8."


def test_a_service_that_looks_mistyped_is_questioned_once(screen: Run) -> None:
    question = "Netflx is new here. Did you mean Netflix? [Y/n]: "
    ran = screen("add", typed="Soul\nNetflx\n\n\n\n\n\n", together=True)
    assert ran.out.startswith(f"{START}Title: Service (if known): {question}Date (can")
    assert "on Netflix" in ran.out
    ran = screen("add", typed="Mank\nNetflx\nn\n\n\n\n\n", together=True)
    assert (ran.code, ran.out.count(question)) == (0, 1)
    assert summary("Mank", "Netflx", "-", "-", "-") in ran.out
    ran = screen("add", "-p", "Netflyx", typed="n\nRoma\n\n\n\n\n", together=True)
    assert (ran.code, ran.out.count("Netflyx is new here.")) == (0, 1)


@pytest.mark.parametrize(
    "typed", ["\x04", "Soul\n\x04", "Soul\n\n2021\n\x04", "Soul\n\n\n\n\n\x04"]
)
def test_end_of_input_adds_nothing_and_says_so(
    screen: Run, typed: str, is_untouched: IsUntouched
) -> None:
    ran = screen("add", typed=typed)
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.endswith(": \nslate: Nothing was added.\n")
    assert is_untouched()


@pytest.mark.parametrize("typed", ["q", "Quit", "n", "no"])
def test_q_adds_nothing_and_says_so(screen: Run, typed: str, is_untouched: IsUntouched) -> None:
    ran = screen("add", typed=f"{ANSWERS}{typed}\n")
    assert ran == (130, "", f"{START}{QUESTIONS}{FULL}{END}slate: Nothing was added.\n")
    assert is_untouched()


def test_ctrl_c_adds_nothing_and_says_so(screen: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("slate.cli.add_dialogue.parse_platform", interrupted)
    ran = screen("add", typed="Soul\nHulu\n")
    assert (ran.code, ran.out) == (130, "")
    assert ran.err.endswith("Service (if known): \nslate: Nothing was added.\n")


def test_a_title_that_exists_is_refused_with_the_update_that_records_the_answers(
    screen: Run, done: Done
) -> None:
    done("add", "Soul")
    ran = screen(
        "add", "-k", "film", typed=f"{ANSWERS.replace('Soul', 'Soul 2')}1\nSoul\n\n", width=200
    )
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.endswith(
        'slate: "Soul" is already on the slate (soul). If it is a different work, add --new; '
        "otherwise run:\n"
        "  slate update soul -k film -p Disney+ -d 2021-early -s filming --source 'The Wrap'\n"
    )


@pytest.mark.parametrize(
    ("given", "typed", "expected"),
    [
        (["-p", "Netflix"], "\n\n\n2\nHulu\n", "-p Hulu"),
        (["-pNetflix", "--kind", "film"], "\n\n\n2\nHulu\n", "--kind film -p Hulu"),
        (["--platform=Netflix", "--release", "2022"], "\n\n2\n-\n3\n2021\n", "-d 2021"),
        (["--source", "Me", "-s", "filming"], "\n\n5\nYou\n", "-s filming --source You"),
        (["-p", "Netflix", "-n1"], "\n\n\n", "-p Netflix"),
    ],
)
def test_the_update_has_each_answer_in_place_of_the_option_that_it_changes(
    screen: Run, done: Done, given: list[str], typed: str, expected: str
) -> None:
    done("add", "Soul", *(["-n1"] if "-n1" in given else []), "--slug", "soul")
    ran = screen("add", *given, typed=f"Soul 2\n{typed}1\nSoul\n\n", width=200)
    assert (ran.code, ran.err.splitlines()[-1]) == (1, f"  slate update soul {expected}")


def test_a_title_that_exists_is_refused_before_anything_else_is_asked(
    screen: Run, done: Done
) -> None:
    done("add", "Fargo", "-n", "5")
    ran = screen("add", typed="Fargo S5\n\n", width=200)
    question = '"Fargo: season 5" is already on the slate (fargo-s5). Is it that one? [Y/n]: '
    assert (ran.code, ran.err) == (
        1,
        (
            f'{START}Title: {question}slate: "Fargo: season 5" is already on the slate (fargo-s5). '
            "If it is a different work, add --new; otherwise run:\n  slate show fargo-s5\n"
        ),
    )


def test_another_work_of_the_same_name_is_added(screen: Run, done: Done) -> None:
    done("add", "Dune", "-k", "film", "-d", "1984-12-14")
    ran = screen("add", typed="Dune\nn\n\n2021-10\n\n\n\n", together=True)
    assert "dune-2: added Dune, Oct 2021\n" in ran.out
    assert command(done) == "add Dune -d 2021-10 --new"
    assert done("duplicates", "-f", "slugs") == ""


def test_whoever_takes_the_name_back_has_not_decided_that_it_is_another_work(
    screen: Run, done: Done
) -> None:
    done("add", "Dune")
    screen("add", typed="Dune\nn\n\n\n\n\n1\nMank\n\n")
    assert command(done) == "add Mank"


@pytest.mark.parametrize("option", ["--new", "--update"])
def test_who_accepts_that_a_title_exists_is_not_asked(screen: Run, done: Done, option: str) -> None:
    done("add", "Soul")
    ran = screen("add", option, typed="Soul\n\n2022\n\n\n\n", together=True)
    assert (ran.code, "already" in ran.out) == (0, False)


def test_a_title_that_exists_with_the_last_answer_is_refused(screen: Run, done: Done) -> None:
    done("add", "Lupin", "-k", "series")
    ran = screen("add", "-k", "film", typed="Lupin\n\n\n\n\n6\nseries\n\n", width=200)
    assert (ran.code, ran.err.splitlines()[-1]) == (1, "  slate update lupin -k series")


def test_one_of_several_titles_may_be_meant_until_all_is_known(screen: Run, done: Done) -> None:
    done("add", "Dune", "-k", "film", "--year", "1984")
    done("add", "Dune", "-k", "film", "--year", "2021")
    ran = screen("add", typed="Dune\n\n2000\n\n\n\n", together=True)
    assert (ran.code, "is already on the slate" in ran.out) == (0, False)


def command(done: Done) -> str:
    """Return the command of the newest batch as the log has it."""
    return str(json.loads(done("log", "-f", "json", "--limit", "1"))[0]["command"])


@pytest.mark.parametrize(
    ("given", "typed", "expected"),
    [
        ([], ANSWERS, "add Soul -p Disney+ -d 2021-early -s filming --source 'The Wrap'"),
        (["-pHulu", "-s", "out"], "It's S1 (2020)\n\n\n2\nMax\n",
         """add 'It'"'"'s S1 (2020)' -s out -p Max"""),
        (["--tag", "a"], "-x\n\n\n\n\n", "add --tag a -- -x"),
    ],
)  # fmt: skip
def test_the_log_has_the_answers_as_if_they_were_arguments(
    screen: Run, done: Done, given: list[str], typed: str, expected: str
) -> None:
    assert screen("add", *given, typed=f"{typed}\n").code == 0
    assert command(done) == expected


def test_a_command_that_is_logged_repeats_what_was_answered(screen: Run, done: Done) -> None:
    screen("add", typed=f"{ANSWERS}\n")
    assert "nothing to do" in done(*shlex.split(command(done)), "--update")


def test_changed_by_answers_has_what_differs() -> None:
    options = Statement(Origin("2021-01-07", "A"), platform="Hulu", kind=Kind.FILM)
    answered = Statement(
        Origin("2021-01-07", "B"), date=parse_date("2021"), kind=Kind.FILM, status=Stage.FILMING
    )
    assert changed_by_answers(options, answered) == {
        ("-p", "--platform"): None,
        ("-d", "--date", "--release"): "2021",
        ("-s", "--status"): "filming",
        ("--source",): "B",
    }
    assert changed_by_answers(options, options) == {}


@pytest.mark.parametrize("pipe", ["stdin", "stderr"])
def test_without_a_terminal_nothing_is_asked(screen: Run, pipe: str) -> None:
    ran = screen("add", pipes=[pipe])
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "slate: No title was given. Run: slate add TITLE, with the title in quotes.\n"
