"""The lines about a refresh; the commands are tested in `test_refresh.py`."""

import pytest

from slate.cli.output.refresh_report import (
    Outcome,
    ended_message,
    problem_messages,
    summary,
)
from slate.domain.changes.change import Change
from slate.domain.changes.change_name import Outcome as Done
from slate.domain.errors import SlateError
from slate.domain.ledger.errors import AmbiguousRowError, IdOfOtherError
from slate.formats.errors import RecordError
from slate.remotes.errors import (
    AnswerError,
    EmptyAnswerError,
    GoneError,
    KeyRefusedError,
    NoKeyError,
    OpenKeysError,
    OtherIdsError,
    OtherNameError,
    SettingsError,
    UnreachableError,
    UntrustedError,
    WebPageError,
)
from slate.remotes.kinds import KINDS
from slate.remotes.settings import Remote
from slate.usecases.refresh import Problem

TVMAZE = Remote("tvmaze", KINDS["tvmaze"], "https://api.tvmaze.com", is_added=False)
TMDB = Remote("tmdb", KINDS["tmdb"], "https://api.themoviedb.org/3", is_added=False)
NAS = Remote("nas", KINDS["radarr"], "http://nas:7878", is_added=True)


def outcome(remote: Remote, wanted: int, *problems: Problem, answered: int = 0) -> Outcome:
    found = Outcome(remote, wanted)
    found.problems += problems
    found.answered = answered
    return found


def failed(slug: str, error: SlateError) -> Problem:
    return Problem(f"id of {slug}", (slug,), error)


def test_one_line_names_the_titles_that_failed_by_reason() -> None:
    found = outcome(
        TVMAZE,
        200,
        failed("dark", AnswerError(500)),
        failed("ozark", EmptyAnswerError()),
        failed("cobra-kai", AnswerError(500)),
    )
    assert list(problem_messages(found)) == [
        (
            (
                "TVmaze: 3 of 200 titles not refreshed. cobra-kai, dark: answered with an error "
                "(500); ozark: sent an empty answer."
            ),
        )
    ]


def test_ten_titles_are_named_and_the_rest_counted() -> None:
    problems = [failed(f"show-{number:02}", AnswerError(500)) for number in range(1, 13)]
    ((line,),) = problem_messages(outcome(TVMAZE, 13, *problems))
    assert line.endswith("show-09, show-10: answered with an error (500); and 2 more.")


def test_one_reason_for_all_titles_is_about_the_remote() -> None:
    problems = [failed(f"show-{number:02}", WebPageError()) for number in range(2)]
    assert list(problem_messages(outcome(TMDB, 2, *problems))) == [
        (
            (
                "TMDB answered with a web page, not data. Does the network want you to log in "
                "first? Nothing was refreshed."
            ),
        )
    ]


def test_other_ids_come_with_the_way_out() -> None:
    error = OtherIdsError("Dune", "dune", [("imdb", "tt7"), ("tvdb", "8")])
    found = outcome(TMDB, 3, failed("dune", error))
    assert list(problem_messages(found, "slate --db my.db {}".format)) == [
        (
            (
                'TMDB calls it "Dune", too, but has other IDs of it (imdb=tt7, tvdb=8) than the '
                "slate. If they are one work, remove yours:"
            ),
            "slate --db my.db update dune --no-id imdb --no-id tvdb",
        )
    ]


@pytest.mark.parametrize(
    ("failures", "answered", "changes", "shown"),
    [
        (0, 4, 0, "nothing new"),
        (0, 4, 2, "2 changed"),
        (0, 0, 0, "none due"),
        (1, 3, 0, "1 not refreshed, nothing new"),
        (1, 3, 2, "1 not refreshed, 2 changed"),
        (1, 0, 0, "1 not refreshed"),
        (4, 0, 0, "not refreshed"),
        (4, 4, 0, "not refreshed"),
    ],
)
def test_the_summary_agrees_with_the_messages(
    failures: int, answered: int, changes: int, shown: str
) -> None:
    problems = [failed(f"show-{number}", AnswerError(500)) for number in range(failures)]
    found = outcome(TVMAZE, 4, *problems, answered=answered)
    found.changes += [Change(Done.CHANGED, f"new-{number}", None) for number in range(changes)]
    assert next(summary([found], dry_run=False)) == f"TVmaze: 4 titles, {shown}."


def test_a_series_and_its_seasons_are_titles() -> None:
    slugs = ("dark", *(f"dark-s{number}" for number in range(1, 11)))
    found = outcome(
        TVMAZE, 12, Problem("7", slugs, AnswerError(500)), failed("mank", EmptyAnswerError())
    )
    assert list(problem_messages(found)) == [
        (
            (
                "TVmaze: 12 of 12 titles not refreshed. dark, dark-s1, dark-s2, dark-s3, dark-s4, "
                "dark-s5, dark-s6, dark-s7, dark-s8, dark-s9: answered with an error (500); and 2 "
                "more."
            ),
        )
    ]


def test_a_row_of_a_list_has_no_slug() -> None:
    found = outcome(
        NAS,
        0,
        Problem("", (), RecordError(1, "number 3: the title is missing.")),
        Problem("", (), AmbiguousRowError("Dune", ["dune", "dune-1984"])),
    )
    ((line,),) = problem_messages(found)
    assert line.startswith("Radarr (nas): 2 titles not refreshed. number 3: the title is missing; ")


def test_a_name_that_does_not_fit_is_a_question_with_two_commands() -> None:
    found = outcome(TVMAZE, 1, Problem("7", ("dark",), OtherNameError("Darkness", "Dark")))
    assert list(problem_messages(found)) == [
        (
            'TVmaze calls 7 "Darkness", not "Dark" (dark). If they are one work:',
            "slate refresh dark --accept",
            "If not:",
            "slate update dark --no-id tvmaze",
        )
    ]


def test_a_problem_that_a_command_solves_is_a_message_of_its_own() -> None:
    error = IdOfOtherError("tmdb=7", "Dune", "Mank", "mank")
    found = outcome(NAS, 0, Problem("", (), error), Problem("", (), AnswerError(500)))
    solved, (others,) = problem_messages(found, "slate --db my.db {}".format)
    assert solved == (
        (
            'Radarr (nas): tmdb=7 of "Dune" is the id of "Mank" (mank). If they are one work, '
            "accept the name (import --accept-ids, or update --aka); if the stored ID is wrong, "
            "remove it:"
        ),
        "slate --db my.db update mank --no-id tmdb",
    )
    assert others == "Radarr (nas): 1 title not refreshed. answered with an error (500)."


@pytest.mark.parametrize(
    ("answered", "wanted", "done"),
    [(0, 200, "Nothing was refreshed."), (57, 200, "57 of 200 titles refreshed.")],
)
def test_a_remote_that_fails_is_one_line(answered: int, wanted: int, done: str) -> None:
    found = outcome(TVMAZE, wanted, answered=answered)
    found.ended = UnreachableError("connection refused")
    assert list(problem_messages(found)) == [
        (f"TVmaze cannot be reached: connection refused. {done}",)
    ]


def test_what_to_do_stands_at_the_end() -> None:
    assert ended_message(TMDB, NoKeyError()) == (
        "TMDB needs a key. Set SLATE_TMDB_TOKEN, or run:",
        "slate remote add tmdb --kind tmdb",
    )
    assert ended_message(NAS, KeyRefusedError(401), "Nothing was refreshed.") == (
        (
            "Radarr (nas) does not accept the key (401). Nothing was refreshed. "
            "Set SLATE_NAS_KEY, or run:"
        ),
        "slate remote add nas --kind radarr --url http://nas:7878",
    )
    assert ended_message(NAS, UntrustedError("nas", "self-signed certificate")) == (
        (
            "Radarr (nas) cannot be trusted: the certificate of nas is not valid (self-signed "
            "certificate). If it is yours, add the certificate to the trust store of the system."
        ),
    )
    assert ended_message(NAS, SlateError("it is broken.")) == ("Radarr (nas): it is broken.",)


def test_an_error_about_a_file_does_not_name_one_of_its_remotes() -> None:
    assert ended_message(NAS, SettingsError("keys.toml", "is 7.")) == ("keys.toml: is 7.",)
    assert ended_message(TMDB, OpenKeysError("my keys.toml")) == (
        "my keys.toml: other users can read these keys. Run:",
        "chmod 600 'my keys.toml'",
    )


def test_titles_that_a_remote_does_not_have_come_with_the_way_out() -> None:
    found = outcome(
        TMDB,
        5,
        failed("dark", AnswerError(500)),
        Problem("movie/8", ("mank",), GoneError("title movie/8")),
        Problem("tv/5", ("avatar", "avatar-s2"), GoneError("title tv/5", 410)),
    )
    assert list(problem_messages(found, "slate --db my.db {}".format)) == [
        ("TMDB: 1 of 5 titles not refreshed. dark: answered with an error (500).",),
        (
            (
                "TMDB has no title for avatar, avatar-s2 (tmdb=5), mank (tmdb=8). "
                "If it stays so, take the IDs off:"
            ),
            "slate --db my.db update avatar avatar-s2 mank --no-id tmdb",
        ),
    ]


def test_at_most_ten_missing_titles_are_named() -> None:
    gone = [Problem(str(one), (f"a-{one}",), GoneError("title")) for one in range(10, 22)]
    (message,) = problem_messages(outcome(TVMAZE, 40, *gone))
    text, command = message
    assert text.endswith("a-19 (tvmaze=19), and 2 more. If it stays so, take the IDs off:")
    slugs = " ".join(f"a-{one}" for one in range(10, 20))
    assert command == f"slate update {slugs} --no-id tvmaze"


def test_the_summary_counts_and_credits() -> None:
    shows = outcome(TVMAZE, 212, answered=3)
    shows.changes.append(Change(Done.CHANGED, "dark", None))
    server = outcome(NAS, 0, answered=1)
    without_key = outcome(TMDB, 40)
    without_key.lacks_key = True
    assert list(summary([shows, server, without_key], dry_run=True)) == [
        "TVmaze: 212 titles, 1 changed. Radarr (nas): nothing new. Nothing was stored.",
        (
            "40 titles with an ID of TMDB could be refreshed, too, with a key:\n"
            "slate remote add tmdb --kind tmdb"
        ),
        "Data: TVmaze (tvmaze.com), CC BY-SA.",
    ]
    assert list(summary([], dry_run=False)) == []
    shows.changes.clear()
    shows.ended = UnreachableError("connection refused")
    assert next(summary([shows], dry_run=False)) == "TVmaze: 212 titles, not refreshed."
