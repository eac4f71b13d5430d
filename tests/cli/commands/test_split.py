import pytest

from tests.cli.conftest import Done, Refused, Run

ROW = "title,kind,platform,date,source\nHighland Road,film,{},{},{}\n"


@pytest.fixture(autouse=True)
def _joined(done: Done) -> None:
    done("import", "-", stdin=ROW.format("Netflix", "2020-05-01", "Netflix catalogue"))
    done("import", "-", stdin=ROW.format("Hulu", "2020-03-06", "Hulu catalogue"))


def test_split_prints_the_new_title_and_what_changed(done: Done) -> None:
    assert done("split", "highland-road", "--source", "Hulu catalogue", "--note", "Two films.") == (
        "highland-road-2: added Highland Road, 2020-03-06 Fri on Hulu\n"
        "highland-road: no longer on Hulu, 2020-03-06\n"
    )
    assert done("list", "-f", "tsv", "--columns", "slug,platform,date") == (
        "highland-road\tNetflix\t2020-05-01\nhighland-road-2\tHulu\t2020-03-06\n"
    )
    assert done("duplicates") == ""
    history = done("show", "highland-road")
    assert "split off what was said by Hulu catalogue" in history
    assert "split off what was said by Hulu catalogue" in done("changes")
    assert "another work than highland-road-2" in history
    assert done("log", "--limit", "1", "-f", "tsv", "--columns", "command") == (
        "split highland-road --source 'Hulu catalogue' --note 'Two films.'\n"
    )
    done("undo")
    assert done("list", "-f", "slugs") == "highland-road\n"


def test_a_title_that_the_split_does_not_change_is_not_named(done: Done) -> None:
    done("import", "-", stdin=ROW.format("Netflix", "2020-05-01", "Mirror"))
    assert done("split", "highland-road", "--source", "Mirror") == (
        "highland-road-2: added Highland Road, 2020-05-01 Fri on Netflix\n"
    )


def test_a_terminal_says_how_to_join_them_again(screen: Run) -> None:
    assert screen("split", "highland-road", "--source", "Hulu catalogue").err == (
        "To join them again: slate undo\n"
    )


def test_dry_run_stores_nothing(done: Done) -> None:
    said = done("split", "highland-road", "--source", "Hulu catalogue", "--dry-run")
    assert said.startswith("highland-road-2: added ")
    assert done("list", "-f", "slugs") == "highland-road\n"


def test_a_source_that_said_nothing_is_refused(refused: Refused) -> None:
    assert refused(3, "split", "highland-road", "--source", "TMDB") == (
        'slate: TMDB has not reported on "Highland Road". Netflix catalogue, Hulu catalogue did.\n'
    )
    assert refused(2, "split", "highland-road", "--source", " ") == (
        "slate: The source is empty.\n"
    )
