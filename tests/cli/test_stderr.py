import sys

import pytest

from slate.cli.stderr import print_error


def test_control_characters_are_escaped_and_credentials_masked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_error("a\x1b]0;b\x07 https://api.example.com/?api_key=abcdef0123456789")
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("a\\x1b]0;b\\x07 https://api.example.com/")
    assert "abcdef0123456789" not in err
    assert err.endswith("\n")


def test_print_error_does_nothing_without_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    print_error("a")
