"""``firebreak check``, ``backup`` and ``restore``."""


def test_a_sound_store_is_said_to_be_sound(sample):
    assert "Everything is sound." in sample.done("check").out
    assert sample.done("check", "--json").json["sound"] is True


def test_a_backup_brings_back_what_was_removed(sample):
    assert "verified" in sample.done("backup").out
    assert len(sample.done("restore", "--list").out.splitlines()) == 2
    sample.done("sample", "--remove")
    said = sample.done("restore")
    assert "kept as" in said.out
    assert "Morning huddle" in sample.done("week").out


def test_without_a_backup_there_is_nothing_to_restore(firebreak):
    assert firebreak.refused("restore")
    assert "no backups yet" in firebreak.done("restore", "--list").out


def test_a_damaged_store_is_a_sentence_for_every_command(firebreak):
    (firebreak.home / "store.sqlite").write_bytes(b"SQLite format 3\0" + b"broken" * 5000)
    for command in (("check",), ("week",), ("plan",), ("config",), ("backup",)):
        assert "firebreak restore" in firebreak.refused(*command)
