import pytest

from slate.domain.errors import UsageError
from slate.formats.read.records.status_maps import map_status, parse_status_maps


@pytest.mark.parametrize(
    ("texts", "stages"),
    [
        ([], {}),
        (["Coming soon=announced,Watched="], {"coming soon": "announced", "watched": ""}),
        (["Out=released", "ON_HOLD=axed"], {"out": "released", "on hold": "canceled"}),
        (['"Seen, kept"=', "x=Sequel in development"], {"seen, kept": "", "x": "in-development"}),
        (["Soon=upcoming"], {"soon": "upcoming"}),
    ],
)
def test_parse_status_maps_of_each_text(texts: list[str], stages: dict[str, str]) -> None:
    assert parse_status_maps("--map-status", texts) == stages


@pytest.mark.parametrize("text", ["", "Soon", "=released", "a,b=released"])
def test_malformed_map_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_status_maps("--map-status", [text])
    assert str(refused.value) == (
        "--map-status is WORD=STAGE, separated by commas, as in: --map-status "
        "'Coming soon=announced,Watched=' (nothing after = leaves a word out)"
    )


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (["Soon=announced,SOON="], '--map-status names the word "SOON" twice.'),
        (["Soon=", "soon="], '--map-status names the word "soon" twice.'),
        (["Soon=later"], '"later" is not a status. Choose from rumored, announced, '),
        (["Soon=Watched"], '"Watched" is about watching, not about the title. Choose from '),
    ],
)
def test_word_that_occurs_twice_or_has_no_stage_is_refused(texts: list[str], reason: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_status_maps("--map-status", texts)
    assert str(refused.value).startswith(reason)


@pytest.mark.parametrize(
    ("record", "mapped"),
    [
        ({"status": " coming  SOON "}, {"status": "announced"}),
        ({"title": "A", "status": "Watched"}, {"title": "A"}),
        ({"status": "released"}, {"status": "released"}),
        ({"status": 3}, {"status": 3}),
        ({"status": None}, {"status": None}),
        ({}, {}),
    ],
)
def test_status_of_a_record_is_replaced_or_left_out(
    record: dict[str, object], mapped: dict[str, object]
) -> None:
    map_status(record, {"coming soon": "announced", "watched": ""})
    assert record == mapped
