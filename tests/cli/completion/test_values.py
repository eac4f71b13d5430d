import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import typer
from typer import Context

from slate.cli.app import command_for
from slate.cli.completion import values
from slate.cli.completion.quoting import Offer
from slate.cli.completion.values import (
    complete_backup,
    complete_batch,
    complete_batch_in_force,
    complete_correction,
    complete_credit,
    complete_id,
    complete_id_scheme,
    complete_people,
    complete_platform,
    complete_platforms,
    complete_region,
    complete_source,
    complete_tag,
    complete_tags,
    complete_title,
    complete_undone_batch,
    days_over,
    one_of,
    past_days,
    remotes,
)
from slate.domain.errors import UsageError
from slate.domain.titles.kinds import Kind
from tests.cli.conftest import Done, IsUntouched, config_folder, stored

Offers = Callable[[values.Complete, str], list[Offer]]


@pytest.fixture
def context() -> Context:
    return Context(command_for([]))


@pytest.fixture
def offers(context: Context, monkeypatch: pytest.MonkeyPatch) -> Offers:
    """Return a function that returns what a completion offers in fish for a typed text."""

    def offer(complete: values.Complete, incomplete: str) -> list[Offer]:
        with monkeypatch.context() as patch:
            patch.setenv("_SLATE_COMPLETE", "complete_fish")
            return complete(context, incomplete)

    return offer


def test_words_of_a_closed_list(offers: Offers) -> None:
    complete = one_of(Kind)
    assert offers(complete, "") == list(Kind)
    assert offers(complete, "docu") == ["documentary", "docuseries"]
    assert offers(complete, "film,s") == []
    assert offers(one_of(("-date", "date")), "-") == ["-date"]


def test_several_words_of_a_closed_list(offers: Offers) -> None:
    complete = one_of(Kind, several=True)
    assert offers(complete, "sp") == ["special"]
    assert offers(complete, "film,s") == ["film,series", "film,special", "film,short"]
    assert offers(complete, "series,FILM,s") == ["series,FILM,special", "series,FILM,short"]
    assert offers(complete, "film,  sp") == ["film,  special"]


def test_other_options_may_choose_the_list(context: Context, offers: Offers) -> None:
    def words(context: typer.Context) -> tuple[str, ...]:
        if context.params["by"] == "x":
            raise UsageError("no list")
        return ("month", context.params["by"])

    context.params["by"] = "year"
    assert offers(one_of(words), "") == ["month", "year"]
    context.params["by"] = "x"
    assert offers(one_of(words), "") == []


def test_past_days_and_those_that_are_over(
    context: Context, offers: Offers, clock: Callable[[str], None]
) -> None:
    clock("2021-01-07")
    assert set(past_days(context)) - set(days_over(context)) == {
        *("today", "this-week", "this-month", "this-quarter", "this-year", "january"),
    }
    assert offers(one_of(days_over), "last-w") == ["last-week"]


@pytest.mark.usefixtures("small")
def test_titles_complete_to_slugs(offers: Offers) -> None:
    assert offers(complete_title, "") == ["cobra-kai-s3", "heroes-2", "we-can-be-heroes"]
    assert offers(complete_title, "he") == ["heroes-2"]
    assert offers(complete_title, "x") == []


@pytest.mark.usefixtures("small")
def test_names_of_titles_complete_to_names(offers: Offers) -> None:
    assert offers(complete_title, "Cob") == ["Cobra Kai: season 3"]
    assert offers(complete_title, "Cobra Kai: s") == ["Cobra Kai: season 3"]
    assert offers(complete_title, "we can") == ["We Can Be Heroes"]
    assert offers(complete_title, "Kai") == []


def test_values_that_the_slate_contains(offers: Offers, done: Done) -> None:
    done("add", "Mank", "-p", "Netflix", "--tag", "noir", "--tag", "kids", "--source", "The Wrap")
    done("update", "mank", "--credit", "director=David Fincher", "--id", "imdb=tt1")
    done("add", "Soul", "-p", "Prime Video", "--region", "US", "--credit", "cast=Tina Fey")
    done("add", "Evil", "-p", "Ne\u202et")
    assert offers(complete_platform, "") == ["Netflix", "Prime Video"]
    assert offers(complete_platform, "Net") == ["Netflix"]
    assert offers(complete_tag, "") == ["kids", "noir"]
    assert offers(complete_region, "u") == ["US"]
    assert offers(complete_source, "The") == ["The Wrap"]
    assert offers(complete_people, "dav") == ["David Fincher"]
    assert offers(complete_people, "Tina Fey, D") == []  # a name may have a comma
    assert offers(complete_credit, "") == ["cast=", "director="]
    assert offers(complete_id, "") == ["imdb="]
    assert offers(complete_id_scheme, "") == ["imdb"]


def test_several_values_that_the_slate_contains(offers: Offers, done: Done) -> None:
    rows = [
        {"title": str(number), "platform": platform, "tags": [f"tag{number}"]}
        for number, platform in enumerate(("Netflix", "HBO Max", "Foo, Inc."))
    ]
    done("import", "-", stdin=json.dumps(rows))
    assert offers(complete_platforms, "") == ["Foo, Inc.", "HBO Max", "Netflix"]
    assert offers(complete_platforms, "HBO Max,N") == ["HBO Max,Netflix"]
    assert offers(complete_platforms, "hbo max,n") == ["hbo max,Netflix"]
    assert offers(complete_platforms, "Netflix,HBO Max,N") == []
    assert offers(complete_platforms, "Foo, I") == ["Foo, Inc."]
    assert offers(complete_tags, "tag0,") == ["tag0,tag1", "tag0,tag2"]


def test_batches_are_explained_by_their_commands(offers: Offers, done: Done) -> None:
    done("add", "Mank", "--note", "[b]x[/b] '$(touch y)'")
    done("add", "Soul")
    done("undo")
    assert numbers(offers(complete_batch, "")) == ["3", "2", "1"]
    assert offers(complete_batch_in_force, "") == [
        ("3", "undo"),
        ("1", "add Mank --note b x /b touch y"),
    ]
    assert offers(complete_batch, "1") == [("1", "add Mank --note b x /b touch y")]
    assert offers(complete_undone_batch, "") == [("2", "add Soul")]
    assert offers(complete_correction, "2") == [("2=", "add Soul")]


def numbers(offers: list[Offer]) -> list[str]:
    """Return the completions without their explanations."""
    return [offer if isinstance(offer, str) else offer[0] for offer in offers]


def test_a_batch_that_was_undone_in_part_can_be_undone_and_redone(
    offers: Offers, done: Done
) -> None:
    done("import", "-", stdin='{"title": "Mank"}\n{"title": "Soul"}')
    done("undo", "1", "--only", "mank")
    assert numbers(offers(complete_batch_in_force, "1")) == ["1"]
    assert numbers(offers(complete_undone_batch, "")) == ["1"]


def test_only_the_newest_batches_are_offered(
    offers: Offers, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "_BATCHES", 2)
    for title in ("Mank", "Soul", "Dune"):
        done("add", title)
    assert numbers(offers(complete_batch, "")) == ["3", "2"]
    assert numbers(offers(complete_batch, "1")) == ["1"]


@pytest.mark.about_files
def test_backups_of_the_slate_are_offered_before_anything_is_typed(
    offers: Offers, done: Done
) -> None:
    done("add", "Mank")
    backup = done("backup").strip()
    for name in ("old.bak", "mine.slate.ndjson", "titles.csv", "other.db"):
        Path(name).touch()
    assert offers(complete_backup, "") == [backup, "mine.slate.ndjson", "old.bak", "other.db"]
    assert offers(complete_backup, "o") == []  # the shell completes the names of files


def test_a_folder_that_was_deleted_has_no_backups(offers: Offers, world: Path) -> None:
    gone = world / "gone"
    gone.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(gone)
        gone.rmdir()
        assert offers(complete_backup, "") == []


def test_titles_of_the_demo_are_completed(context: Context, offers: Offers) -> None:
    context.params["demo"] = True
    assert offers(complete_title, "cobra") == ["cobra-kai-s3"]


EVERY = (
    *(complete_title, complete_platform, complete_tag, complete_region, complete_source),
    *(complete_people, complete_id, complete_batch, complete_backup),
)


@pytest.mark.parametrize("complete", EVERY)
def test_without_a_slate_nothing_is_completed(
    offers: Offers,
    capfd: pytest.CaptureFixture[str],
    complete: values.Complete,
    is_untouched: IsUntouched,
) -> None:
    assert offers(complete, "") == []
    assert is_untouched()
    assert capfd.readouterr() == ("", "")


@pytest.mark.about_files
@pytest.mark.parametrize("complete", EVERY)
def test_a_damaged_slate_completes_nothing(
    context: Context, offers: Offers, capfd: pytest.CaptureFixture[str], complete: values.Complete
) -> None:
    damaged = Path("slate.db")
    damaged.write_text("no slate", encoding="utf-8")
    context.params["db"] = "slate.db"
    assert set(offers(complete, "")) <= {"slate.db"}
    assert capfd.readouterr() == ("", "")


def test_an_impossible_path_completes_nothing(context: Context, offers: Offers) -> None:
    context.params["db"] = "mysql://x"
    assert [offers(complete, "") for complete in EVERY] == [[] for _ in EVERY]


@pytest.mark.about_files
def test_a_missing_slate_with_backups_is_not_reported(
    offers: Offers, done: Done, capfd: pytest.CaptureFixture[str]
) -> None:
    done("add", "Mank")
    done("backup")
    stored().unlink()
    assert offers(complete_title, "") == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.about_files
def test_a_slate_that_cannot_be_written_is_completed(offers: Offers, done: Done) -> None:
    done("add", "Mank")
    stored().chmod(0o400)
    stored().parent.chmod(0o500)
    before = sorted(stored().parent.iterdir())
    offered = offers(complete_title, "")
    stored().parent.chmod(0o700)
    assert offered == ["mank"]
    assert sorted(stored().parent.iterdir()) == before


@pytest.mark.about_files
def test_a_locked_slate_is_not_waited_for(
    offers: Offers, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    done("add", "Mank")
    monkeypatch.setattr(values, "_PATIENCE", 0)
    with closing(sqlite3.connect(stored(), isolation_level=None)) as other:
        other.execute("begin exclusive")
        assert offers(complete_title, "") == []
        other.execute("rollback")
    assert offers(complete_title, "") == ["mank"]


def test_at_most_100_values_are_offered(offers: Offers, done: Done) -> None:
    titles = [{"title": f"T{n}", "platform": f"P{n}"} for n in range(101)]
    done("import", "-", stdin=json.dumps(titles))
    assert len(offers(complete_title, "t")) == 100
    assert len(offers(complete_platform, "P")) == 100


def test_the_names_of_remotes_are_those_of_the_settings(offers: Offers) -> None:
    assert offers(one_of(remotes), "t") == ["tvmaze", "tmdb"]
    path = config_folder() / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text('[remotes.nas]\nkind = "sonarr"\nurl = "http://nas"\n', encoding="utf-8")
    assert offers(one_of(remotes), "n") == ["nas"]
    path.write_text("nonsense", encoding="utf-8")
    assert offers(one_of(remotes), "") == []
