from slate.domain.titles.relations import Relation


def test_what_a_label_calls_a_title() -> None:
    assert [relation.noun for relation in Relation] == ["sequel", "spin-off", "remake"]
