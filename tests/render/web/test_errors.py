from slate.render.web.errors import NoTemplatesError


def test_the_missing_library_is_named() -> None:
    assert str(NoTemplatesError()) == "A web page needs jinja2, which is not installed."
