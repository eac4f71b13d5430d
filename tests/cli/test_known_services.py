from tests.cli.conftest import Done, Refused, Run


def test_services_of_the_slate_and_well_known_ones_are_known(
    done: Done, slate: Run, refused: Refused
) -> None:
    done("add", "Soul", "-p", "Mubi Go", "-s", "filming")
    for typed, meant in (("Mubi Goo", "Mubi Go"), ("Huluu", "Hulu")):
        ran = slate("update", "soul", "-p", typed, "--dry-run")
        assert ran.err == f"slate: note: {typed} is a new service here; did you mean {meant}?\n"
    assert refused(2, "list", "mubi", "go").endswith("Run: slate list -p 'mubi go'\n")
    assert refused(2, "list", "hulu").endswith("Run: slate list -p hulu\n")
