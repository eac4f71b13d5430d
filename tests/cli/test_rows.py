import json
import os
import re
import sqlite3
import subprocess
from contextlib import closing

import pytest

from tests.cli.conftest import SLATE, Done, stored


@pytest.mark.parametrize("form", ["table", "tsv", "ndjson"])
def test_a_pager_keeps_no_writer_waiting(done: Done, form: str) -> None:
    """The slate is closed before the first line is written, however long the output is."""
    count = 6_000  # more than a pipe holds, and than waits in memory
    titles = "\n".join(json.dumps({"title": f"Title {number}"}) for number in range(count))
    done("import", "-", stdin=titles)
    with subprocess.Popen([SLATE, "list", "-f", form], stdout=subprocess.PIPE) as pager:
        assert pager.stdout is not None
        first = pager.stdout.readline()
        with closing(sqlite3.connect(stored(), timeout=0, isolation_level=None)) as other:
            other.execute("begin exclusive")
            other.execute("rollback")
        out = (first + pager.stdout.read()).decode()
    assert pager.returncode == os.EX_OK
    assert len(re.findall(r"Title \d+", out)) == count
    assert done("list", "-f", form) == out
