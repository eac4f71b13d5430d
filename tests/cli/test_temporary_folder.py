import errno
import tempfile

import pytest

from slate.cli.advice import message
from slate.cli.temporary_folder import TemporaryFolderError, copying, folder_name


def test_a_failed_copy_is_blamed_on_the_temporary_folder() -> None:
    with pytest.raises(TemporaryFolderError) as error, copying("output"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert message(error.value) == (
        f"output cannot be copied to {tempfile.gettempdir()}: No space left on device. "
        "Set TMPDIR to a folder with room for it."
    )


def test_other_errors_pass_through_unchanged() -> None:
    with pytest.raises(ValueError, match="x"), copying("output"):
        raise ValueError("x")


def test_the_folder_has_a_generic_name_if_none_is_writable(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    assert folder_name() == tempfile.gettempdir()
    monkeypatch.setattr("tempfile.gettempdir", none)
    assert folder_name() == "a temporary folder"
