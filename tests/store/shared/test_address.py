import pytest

from slate.domain.errors import UsageError
from slate.store.shared.address import parse_address


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("postgresql://desk/slate", "postgresql://desk/slate"),
        ("Postgres://slate@desk:5433/slate", "postgres://desk:5433/slate"),
        ("postgresql://slate:hunter2@desk/slate", "postgresql://desk/slate"),
        ("postgresql://a%40b:hunter%2F2@desk/slate", "postgresql://desk/slate"),
        (
            "postgresql://desk/slate?password=hunter2&sslmode=require",
            "postgresql://desk/slate?sslmode=require",
        ),
        ("postgresql://desk/slate?sslpassword=hunter2", "postgresql://desk/slate"),
        ("postgresql:///slate?service=desk", "postgresql:///slate?service=desk"),
        ("postgresql://", "postgresql://"),
        ("postgresql://[::1]:5432/slate", "postgresql://[::1]:5432/slate"),
    ],
)
def test_messages_have_the_address_without_user_and_password(text: str, shown: str) -> None:
    address = parse_address(text)
    scheme, separator, rest = text.partition(":")
    assert (address.url, str(address)) == (f"{scheme.lower()}{separator}{rest}", shown)
    assert "hunter" not in f"{address!r} {address}"


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://slate:hunter/2@desk/slate",  # read as a host and a path
        "postgresql://slate:hunter?2@desk/slate",
        "postgresql://slate:hunter#2@desk/slate",
        "postgresql://slate:pw@hunter2@desk/slate",
        "postgresql://slate:hunter%2@desk/slate",
        "postgresql://[::1/hunter2",
        "postgresql://desk/hunter 2",
        "postgresql://desk/hunter\x1b2",
        "postgresql://desk/slate?hunter2",
    ],
)
def test_an_address_that_is_none_is_not_repeated(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_address(text)
    assert "hunter" not in str(raised.value)
    assert "postgresql://host/database" in str(raised.value)


def test_the_copy_is_that_of_the_place() -> None:
    def digest(text: str, **environment: str) -> str:
        return parse_address(text).digest(environment)

    desk = digest("postgresql://desk/slate")
    assert len(desk) == 24
    for same in (
        "postgresql://desk/slate?connect_timeout=3&password=x",
        "POSTGRESQL://desk/slate",
    ):
        assert digest(same) == desk
    ann = digest("postgresql://ann:pw@desk/slate")
    assert digest("postgresql://ann:other@desk/slate") == ann
    others = [
        digest("postgresql://desk/other"),
        digest("postgresql://desk:5433/slate"),
        digest("postgresql://desk/slate?service=a"),
        digest("postgresql://desk/slate", PGHOST="other"),
        # A user may have a database or a schema of their own.
        ann,
        digest("postgresql://desk/slate?user=ann"),
        digest("postgresql://desk/slate", PGUSER="ann"),
        digest("postgresql://desk/slate", PGOPTIONS="-c search_path=own"),
    ]
    assert len({desk, *others}) == 9


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql://slate@desk.example.org/film", "film"),
        ("postgresql://desk/two%20words", "two_20words"),
        ("postgresql://?service=desk", "slate"),
    ],
)
def test_the_database_names_backups(url: str, name: str) -> None:
    assert parse_address(url).database == name
