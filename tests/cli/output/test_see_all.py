import pytest

from slate.cli.output.see_all import see_all
from tests.cli.conftest import Done, Run


@pytest.mark.parametrize(
    ("total", "limit", "expected"),
    [
        (1_204, None, "add --limit 1204, or | less"),
        (None, None, "add --limit N, or | less"),
        (1_204, 3, "leave out --limit"),
        (None, 0, "leave out --limit"),
    ],
)
def test_see_all_depends_on_the_limit(total: int | None, limit: int | None, expected: str) -> None:
    assert see_all(total, limit).replace("\u00a0", " ") == expected


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["list"], "0 of 4 titles. For all: leave out --limit\n"),
        (["upcoming"], "None of 2 releases. For all: leave out --limit\n2 from"),
        (["changes"], "None of the changes since 2020-12-31. For all: leave out --limit\n"),
        (["changes", "dune"], "None of the changes in all. For all: leave out --limit\n"),
        (["diff", "2021-01-01"], "None of the differences between 2021-01-01 and 2021-01-07. For"),
        (["log"], "0 of 6 batches. For all: leave out --limit\n"),
        (["log", "1"], "None of the changes. For all: leave out --limit\n"),
        (["count"], "None of 2 rows. For all: leave out --limit\n4 releases"),
        (["slips"], "None of 1 title. For all: leave out --limit\n"),
        (["sources"], "None of 1 source. For all: leave out --limit\n"),
    ],
)
def test_a_limit_of_0_does_not_claim_that_there_is_nothing(
    done: Done, screen: Run, arguments: list[str], expected: str
) -> None:
    done("add", "Dune", "-d", "2020-12", "--source", "Max", "--reported-on", "2020-12-01")
    done("update", "dune", "-d", "2021-10-22", "--reported-on", "2020-12-20")
    done("update", "dune", "-d", "2021-10-23")
    ran = screen(*arguments, "--limit", "0", width=200)
    assert (ran.code, "Dune" in ran.out) == (0, False)
    assert ran.err.lstrip("\n").startswith(expected)
