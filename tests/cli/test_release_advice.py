import pytest

from slate.cli.release_advice import options_for
from slate.domain.titles.release_key import ReleaseKey


@pytest.mark.parametrize(
    ("text", "others", "options"),
    [
        ("streaming||HBO Max", ["theatrical|US|"], "-p 'HBO Max'"),
        ("theatrical|US|", ["streaming||Netflix"], "--release-type theatrical"),
        ("theatrical|US|", ["theatrical|GB|"], "--region US"),
        ("|US|", ["streaming|US|Netflix"], "--region US"),
        ("streaming|GB|Netflix", ["streaming||Netflix"], "--region GB"),
        ("streaming||Netflix", ["streaming|GB|Netflix"], "-p Netflix --release-type streaming"),
        ("streaming|GB|Netflix", ["tv|GB|Netflix", "streaming|US|Netflix"],
         "--release-type streaming --region GB"),
        ("||", ["streaming||Netflix", "theatrical||"], "-p none"),
    ],
)  # fmt: skip
def test_options_are_the_shortest_that_mean_one_release(
    text: str, others: list[str], options: str
) -> None:
    keys = [ReleaseKey.parse(one) for one in (text, *others)]
    assert options_for(keys[0], keys) == options
