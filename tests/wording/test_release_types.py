from slate.domain.titles.release_types import ReleaseType, parse_release_type
from slate.formats.read.ical import event_titles
from slate.wording.release_types import WORDS


def test_each_release_type_has_its_words() -> None:
    missing = [each for each in ReleaseType if each not in WORDS]
    assert missing == [], "WORDS of slate/wording/release_types.py lacks them"


def test_only_streaming_has_no_word_in_newsletters_and_calendars() -> None:
    assert [each for each in ReleaseType if not WORDS[each].listed] == ["streaming"]
    assert [each for each in ReleaseType if not WORDS[each].event] == ["streaming"]


def test_the_release_type_in_an_event_name_is_parsed_back() -> None:
    for each in ReleaseType:
        word = WORDS[each].event or each
        assert parse_release_type(word) is each
        assert event_titles.read(f"Soul ({word} Release)") == event_titles.Summary(
            "Soul", release_type=each
        )
