from slate.domain.titles.credits import by_role


def test_roles_and_their_names_keep_their_order() -> None:
    pairs = [("director", "B"), ("cast", "Z"), ("director", "A"), ("cast", "M")]
    assert list(by_role(pairs).items()) == [("director", ["B", "A"]), ("cast", ["Z", "M"])]
    assert by_role([]) == {}
