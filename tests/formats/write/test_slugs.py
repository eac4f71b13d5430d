from slate.formats.write.slugs import lines


def test_a_title_with_two_releases_is_named_once() -> None:
    rows = [("Film", "film"), ("Other", "other"), ("Film", "film")]
    assert list(lines(["title", "slug"], rows)) == ["film\n", "other\n"]
