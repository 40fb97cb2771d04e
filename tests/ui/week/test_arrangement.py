from ui.week.arrangement import arranged


def test_a_wide_page_has_side_bar_and_panel_beside_the_week():
    plan = arranged(1364, 800, panel=True, mirrored=False)

    assert plan.docked
    assert plan.side == (0, 0, 214, 800)
    assert plan.centre == (215, 0, 1364 - 215 - 287, 800)
    assert plan.panel == (1364 - 286, 0, 286, 800)


def test_a_narrow_page_lets_the_panel_slide_over_the_week():
    plan = arranged(1024, 600, panel=True, mirrored=False)

    assert plan.side is None
    assert plan.centre == (0, 0, 1024, 600)
    assert plan.panel == (738, 0, 286, 600)


def test_a_mirrored_page_is_the_same_from_the_other_side():
    plan = arranged(1364, 800, panel=True, mirrored=True)

    assert plan.side == (1364 - 214, 0, 214, 800)
    assert plan.panel == (0, 0, 286, 800)
