from app.domain.lanes import Lane, assign_lanes


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


def test_entries_that_overlap_share_the_width_through_a_chain():
    stretches = [(540, 600), (570, 660), (630, 690), (700, 720)]
    assert assign_lanes(stretches) == [Lane(0, 2), Lane(1, 2), Lane(0, 2), Lane(0, 1)]


def test_three_at_once_take_three_lanes_and_the_first_free_one_is_reused():
    stretches = [(0, 60), (0, 30), (10, 20), (30, 60)]
    assert [lane.index for lane in assign_lanes(stretches)] == [0, 1, 2, 1]
    assert {lane.of for lane in assign_lanes(stretches)} == {3}
