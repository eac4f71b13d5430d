import pytest

from slate.cli.unknown_values import unknown_value_text
from slate.domain.queries.unknown_values import UnknownValue

MANY = tuple("abcdefghij")


@pytest.mark.parametrize(
    ("unknown", "text"),
    [
        (
            UnknownValue("platforms", "Netflx", ("Netflix",), ("Netflix", "Hulu")),
            'No service "Netflx" here. Did you mean Netflix?',
        ),
        (UnknownValue("tags", "x", (), ("a", "b")), 'No tag "x" here. Tags here: a, b.'),
        (
            UnknownValue("regions", "x", (), MANY),
            'No region "x" here. Regions here: a, b, c, d, e, f, g, h and 2 more.',
        ),
    ],
)
def test_the_message_has_what_may_be_meant_or_what_is_there(
    unknown: UnknownValue, text: str
) -> None:
    assert unknown_value_text(unknown) == text
