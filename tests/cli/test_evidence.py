"""``firebreak backtest``."""


def test_the_figures_are_printed_and_given_as_json(sample):
    figures = sample.done("backtest", "--json").json
    assert figures["days"] > 30
    assert 0.95 < figures["peak_hit"] <= 1
    assert figures["low_day"]["reliable"] is True
    out = sample.done("backtest").out
    assert f"{figures['peak_hit']:.4f}" in out
    assert "Calm day: Wednesday" in out


def test_one_queue_and_other_blocks_may_be_tried(sample):
    figures = sample.done("backtest", "--queue", "Chat", "--blocks", "1", "--json").json
    assert (figures["queue"], figures["blocks"]) == ("Chat", 1)


def test_what_cannot_be_tried_is_refused(sample):
    assert "'Fax'" in sample.refused("backtest", "--queue", "Fax")
    assert "1 to 52" in sample.refused("backtest", "--weeks", "0")


def test_without_volumes_there_is_nothing_to_try(firebreak):
    assert "no contact volumes yet" in firebreak.refused("backtest")
