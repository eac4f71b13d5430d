from slate.cli.advice import message, parts
from slate.cli.errors import RunInsteadError, RunInsteadUsageError


def test_the_command_to_run_is_the_end_of_the_message() -> None:
    error = RunInsteadError("There is one. Run:", "slate update dune")
    assert (str(error), error.exit_code) == ("There is one. Run: slate update dune", 1)
    assert parts(error) == ("There is one. Run:", "slate update dune")
    assert message(error) == str(error)


def test_a_command_that_was_typed_wrong_has_the_exit_status_of_usage_errors() -> None:
    assert RunInsteadUsageError("Wrong. Run:", "slate list").exit_code == 2
