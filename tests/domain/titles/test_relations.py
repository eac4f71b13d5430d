from slate.domain.titles.relations import Relation


def test_noun_of_each_relation() -> None:
    assert [relation.noun for relation in Relation] == ["sequel", "spin-off", "remake"]
