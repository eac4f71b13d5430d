from slate.render.look.legend import Legend
from slate.render.look.theme import Meaning
from tests.render.samples import shown


def test_only_signs_that_occur_are_explained() -> None:
    legend = Legend()
    assert legend.line(80).plain == ""
    assert legend.noted("?", "rumor", Meaning.RUMOR).plain == "?"
    legend.noted("!", "overdue")
    legend.noted("?", "rumor")
    legend.noted("?", "contested")
    assert legend.line(80).plain == "? rumor or contested  ! overdue"


def test_services_are_named_as_far_as_there_is_room_if_there_are_colors() -> None:
    legend = Legend()
    legend.noted("!", "overdue")
    for name in ("Hulu", "Netflix", "Netflix", "Disney+"):
        legend.add_service(name)
    assert legend.line(80).plain == "! overdue  ▌Netflix  ▌Hulu  ▌Disney+"
    assert legend.line(27).plain == "! overdue  ▌Netflix  ▌Hulu"
    assert legend.line(15).plain == "! overdue"
    assert legend.line(80, has_colors=False).plain == "! overdue"
    assert shown([legend.line(80)]) == "! overdue\n"
    assert shown([legend.line(27)], colors="standard") == (
        "\x1b[2m! overdue\x1b[0m  \x1b[35m▌\x1b[0m\x1b[2mNetflix\x1b[0m  "
        "\x1b[32m▌\x1b[0m\x1b[2mHulu\x1b[0m\n"
    )
