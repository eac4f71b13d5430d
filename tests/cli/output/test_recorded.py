import json
from typing import Any

import pytest

from tests.cli.conftest import Done, Refused, Run


def _change(name: str, **fields: object) -> dict[str, Any]:
    columns = ("from", "to", "by", "release_type", "region", "platform", "field")
    return {"change": name, **dict.fromkeys(columns), **fields}


def recorded(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


ON_NETFLIX = {"release_type": "streaming", "platform": "Netflix"}


def test_each_command_that_writes_prints_what_it_recorded(done: Done) -> None:
    form = ("-f", "ndjson")
    assert done("add", "Lupin", "-n", "1", "-p", "Netflix", "-d", "2021-02", *form) == (
        '{"slug": "lupin-s1", "outcome": "added", "changes": [{"change": "added", "from": null, '
        '"to": "Lupin: season 1", "by": null, "release_type": null, "region": null, '
        '"platform": null, "field": null}], "batch": 1}\n'
    )
    (slipped,) = recorded(done("update", "lupin-s1", "-d", "2021-03", *form))
    by = _change("slipped", **{"from": "2021-02", "to": "2021-03", "by": "1 month later"})
    assert slipped == {
        "slug": "lupin-s1",
        "outcome": "changed",
        "changes": [by | ON_NETFLIX],
        "batch": 2,
    }
    for command, change, number in (("undo", "dated", 3), ("redo", "dated", 4)):
        (row,) = recorded(done(command, *form))
        assert (row["slug"], row["batch"]) == ("lupin-s1", number)
        assert [one["change"] for one in row["changes"]] == [change]
    done("add", "Arsene")
    (merged,) = recorded(done("merge", "lupin-s1", "arsene", *form))
    assert (merged["slug"], merged["batch"]) == ("lupin-s1", 6)
    done("undo")
    done("update", "lupin-s1", "-d", "2021-04", "--source", "A catalog")
    split = recorded(done("split", "lupin-s1", "--source", "A catalog", *form))
    assert [row["outcome"] for row in split] == ["added", "changed"]
    (removed,) = recorded(done("remove", "arsene", *form))
    assert removed["changes"] == [_change("removed", **{"from": "Arsene"})]


def test_an_undone_confirmation_has_the_source_that_is_gone(done: Done) -> None:
    done("add", "A", "-p", "Netflix", "-d", "2021-03-01")
    done("update", "a", "-d", "2021-03-01", "--source", "Variety")
    (undone,) = json.loads(done("undo", "--dry-run", "-f", "json"))
    gone = _change("edited", **{"from": "Variety", "field": "source"})
    assert undone["changes"] == [gone | ON_NETFLIX]
    assert done("undo").endswith("a: now without a source (was Variety)\n")


def test_an_edit_prints_what_it_recorded(done: Done, monkeypatch: pytest.MonkeyPatch) -> None:
    done("add", "Lupin")
    monkeypatch.setenv("EDITOR", "true")
    (row,) = json.loads(done("edit", "lupin", "-f", "json"))
    assert row == {"slug": "lupin", "outcome": "unchanged", "changes": [], "batch": None}
    monkeypatch.setenv("EDITOR", "sed -i 's/^kind = .*/kind = \"special\"/'")
    (row,) = json.loads(done("edit", "lupin", "-f", "json"))
    assert (row["outcome"], row["batch"]) == ("changed", 2)
    assert row["changes"][0]["field"] == "kind"


def test_json_is_one_array(done: Done) -> None:
    done("add", "A")
    done("add", "B")
    rows = json.loads(done("update", "a", "b", "--tag", "x", "-f", "json"))
    assert [(row["slug"], row["batch"]) for row in rows] == [("a", 3), ("b", 3)]


def test_what_was_not_recorded_has_no_batch(done: Done) -> None:
    done("add", "A", "-d", "2021")
    (row,) = json.loads(done("update", "a", "-d", "2021", "-f", "json"))
    assert row == {"slug": "a", "outcome": "unchanged", "changes": [], "batch": None}
    for command in (("remove", "a"), ("update", "a", "-d", "2022"), ("undo",)):
        (row,) = json.loads(done(*command, "--dry-run", "-f", "json"))
        assert row["changes"]
        assert row["batch"] is None


def test_an_import_has_the_changes_of_each_row(done: Done) -> None:
    rows = '{"title": "A", "date": "2021"}\n{"title": "B"}\n'
    found = recorded(done("import", "-", "-f", "ndjson", stdin=rows))
    assert [(row["slug"], row["batch"]) for row in found] == [("a", 1), ("b", 1)]
    assert found[0]["changes"] == [_change("added", to="A")]
    rows = '{"title": "A", "date": "2022"}\n{"title": "B"}\n'
    shown = ("--columns", "slug,outcome,changes,batch", "-f", "csv")
    assert done("import", "-", *shown, stdin=rows) == (
        "slug,outcome,changes,batch\na,changed,slipped,2\nb,unchanged,,\n"
    )


@pytest.mark.parametrize(
    "command",
    [
        *("add A", "update a", "edit a", "remove a", "merge a b", "split a --source x"),
        *("undo", "redo"),
    ],
)
def test_other_formats_are_refused(refused: Refused, command: str) -> None:
    assert refused(2, *command.split(), "-f", "csv") == (
        'slate: "csv" is not a format. Choose from json, ndjson.\n'
    )


def test_data_cannot_control_a_terminal(screen: Run) -> None:
    out = screen("add", "A\u202eB", "-f", "json").out
    assert "\u202e" not in out
