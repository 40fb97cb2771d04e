from ui.week.lanes import Lane, assign_lanes


def test_blocks_that_only_touch_keep_the_full_width():
    assert assign_lanes([(540, 600), (600, 660)]) == [Lane(0, 1), Lane(0, 1)]


def test_a_chain_of_overlaps_shares_one_width():
    chain = [(540, 630), (600, 690), (660, 720)]

    assert assign_lanes(chain) == [Lane(0, 2), Lane(1, 2), Lane(0, 2)]


def test_a_later_cluster_is_not_narrowed_by_an_earlier_one():
    day = [(480, 540), (480, 540), (600, 660)]

    assert assign_lanes(day)[-1] == Lane(0, 1)


def test_nothing_needs_no_lanes():
    assert assign_lanes([]) == []
