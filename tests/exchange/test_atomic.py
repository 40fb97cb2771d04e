import errno
import os
import stat

import pytest

from app.exchange import atomic
from app.exchange.atomic import FileNotWrittenError, atomic_file, write_atomically


class FullDisk:
    """Stands in for fsync on a disk without room."""

    def __call__(self, handle):
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def target(tmp_path):
    file = tmp_path / "week.ics"
    file.write_bytes(b"old")
    return file


def fail_half_way(target):
    with atomic_file(target) as stream:
        stream.write(b"half")
        raise ZeroDivisionError


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_new_file_takes_the_old_one_s_name(target):
    write_atomically(target, b"new")
    assert target.read_bytes() == b"new"
    assert names(target.parent) == ["week.ics"]


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_only_the_owner_may_read_it(target):
    write_atomically(target, b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_writer_that_fails_half_way_leaves_the_old_file_alone(target):
    with pytest.raises(ZeroDivisionError):
        fail_half_way(target)
    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["week.ics"]


def test_a_full_disk_is_one_sentence_and_keeps_the_old_file(target, monkeypatch):
    monkeypatch.setattr(atomic.os, "fsync", FullDisk())
    with pytest.raises(FileNotWrittenError, match=r"disk is full.*make room"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(target.parent) == ["week.ics"]


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="the superuser may write everywhere"
)
def test_a_read_only_folder_is_one_sentence_and_keeps_the_old_file(target):
    target.parent.chmod(0o500)
    try:
        with pytest.raises(FileNotWrittenError, match="Choose another folder"):
            write_atomically(target, b"new")
    finally:
        target.parent.chmod(0o700)
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.EPERM])
def test_what_the_system_forbids_is_one_sentence(target, monkeypatch, code):
    def refuse(**kwargs):
        raise OSError(code, "refused")

    monkeypatch.setattr(atomic.tempfile, "mkstemp", refuse)
    with pytest.raises(FileNotWrittenError, match="Choose another folder"):
        write_atomically(target, b"new")
    assert target.read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotWrittenError, match=r"There is no folder .*nowhere"):
        write_atomically(tmp_path / "nowhere" / "week.ics", b"new")


def test_a_folder_in_place_of_a_file_is_named(tmp_path):
    with pytest.raises(FileNotWrittenError, match="is a folder"):
        write_atomically(tmp_path, b"new")


def test_a_link_keeps_pointing_where_it_did(target, tmp_path):
    link = tmp_path / "link.ics"
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("this system does not let us make links")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_what_a_killed_writer_left_is_swept_away_later(target):
    old, young = (target.parent / f".week.ics.{name}.part" for name in ("old", "young"))
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    write_atomically(target, b"new")
    assert names(target.parent) == [".week.ics.young.part", "week.ics"]
