from slate.domain.reports.report import Batch
from slate.render.plain.lines import lines
from slate.render.plain.log import LOG_HEADER, correction_line, info_sheet, log_rows
from tests.render.samples import BATCHES, plain

UNDO = BATCHES[0]


def test_an_undo_names_the_batch_it_reverts() -> None:
    assert next(log_rows([UNDO]))[4] == "undo (undoes 2b4d5e6f)"
    assert next(log_rows([UNDO], {"2b4d5e6f7081": 2}))[4] == "undo (undoes 2)"
    undone = UNDO._replace(undone=True)
    row = next(log_rows([undone], {"2b4d5e6f7081": 2}))
    assert row[4] == "undo (undoes 2) (undone)"


def test_limited_undos_and_corrected_times_are_shown() -> None:
    batch = BATCHES[1]._replace(undone=False, command="add Lupin")
    assert next(log_rows([batch._replace(partly_undone=True)]))[4] == "add Lupin (partly undone)"
    corrected = batch._replace(corrected="2021-01-05T12:00:00.000000Z")
    row = next(log_rows([corrected]))
    assert (row[1], row[4]) == ("2021-01-05 12:00", "add Lupin (recorded as 2021-01-07 09:15)")
    assert next(log_rows([batch], ahead=[batch]))[4] == "add Lupin (in the future)"


def test_a_correction_names_both_times() -> None:
    batch = BATCHES[1]
    assert correction_line(batch, "2021-01-05T12:00:00.000000Z") == (
        "batch 2: now of 2021-01-05 12:00 UTC (was 2021-01-07 09:15)"
    )
    assert correction_line(batch, batch.recorded_at) == (
        "batch 2: nothing to do: it is of 2021-01-07 09:15 UTC already"
    )


def test_log_rows_in_a_pipe_are_aligned() -> None:
    batches = [UNDO, BATCHES[1]._replace(command="add Lupin"), BATCHES[2]]
    changes = {"2b4d5e6f7081": "lupin: added"}
    assert list(lines(LOG_HEADER, log_rows(batches, changes=changes))) == [
        "Batch  When              Who      Reports  Did                     Changes",
        "3      2021-01-07 09:20  rewrite  1        undo (undoes 2b4d5e6f)",
        "2      2021-01-07 09:15  rewrite  1        add Lupin (undone)      lupin: added",
        "1      2021-01-06 18:02  desk     1204     import slate.csv",
    ]


def test_an_empty_sheet() -> None:
    assert info_sheet([]).blocks == ()


def test_hostile_batches_are_escaped() -> None:
    batch = Batch(1, "u", "2021-01-06T18:02:30Z", "[red]\x1b", "add '[/]'\u202e", None, 1)
    assert list(lines(LOG_HEADER, log_rows([batch])))[1] == (
        "1      2021-01-06 18:02  [red]\\x1b  1        add '[/]'\\u202e"
    )


def test_info_sheet_aligns_values() -> None:
    assert plain(info_sheet([("Slate", "/srv/slate.db"), ("Titles", "1,204")])) == (
        "Slate   /srv/slate.db\nTitles  1,204\n"
    )
