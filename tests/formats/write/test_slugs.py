from slate.formats.write.slugs import lines


def test_title_with_two_releases_has_one_slug_line() -> None:
    rows = [("Film", "film"), ("Other", "other"), ("Film", "film")]
    assert list(lines(["title", "slug"], rows)) == ["film\n", "other\n"]
