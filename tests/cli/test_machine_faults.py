import errno
import os

import pytest

from slate.cli.machine_faults import machine_fault

_FILES = "Too many files are open. Raise the limit, for example with: ulimit -n 256"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "There is not enough memory."),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "There is not enough memory."),
        (OSError(errno.EMFILE, "Too many open files"), _FILES),
        (OSError(errno.ENFILE, "Too many open files in system"), _FILES),
        (OSError(errno.EIO, "Input/output error", "/a"),
         "The system reports: Input/output error (/a). To see where, run: slate --debug ..."),
        (OSError(errno.EIO, os.strerror(errno.EIO)),
         "The system reports: Input/output error. To see where, run: slate --debug ..."),
        (OSError("odd"), "The system reports: odd. To see where, run: slate --debug ..."),
        (SystemError("odd"), "Python failed, probably for lack of memory (odd)."),
        (ImportError("a.so: failed to map segment from shared object"),
         "There is not enough memory."),
        (ImportError("No module named 'a'"), None),
        (ValueError("odd"), None),
    ],
)  # fmt: skip
def test_what_the_machine_lacks(error: Exception, told: str | None) -> None:
    assert machine_fault(error) == told
