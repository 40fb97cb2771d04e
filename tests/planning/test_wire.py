"""Messages between the planner and its worker."""

import json
from io import BytesIO

import numpy as np
import pytest

from app.planning.wire import ClosedError, Message, read_message, write_message


def sent(message):
    stream = BytesIO()
    write_message(stream, message)
    return stream.getvalue()


def test_what_is_sent_arrives():
    arrays = {"whole": np.arange(5), "parts": np.array([0.5, -1.0]), "none": np.zeros(0, np.int64)}
    message = Message({"do": "search", "bound": None, "tiers": [1, 2]}, arrays)

    arrived = read_message(BytesIO(sent(message)))

    assert arrived.says == message.says
    assert {name: (a.tolist(), a.dtype) for name, a in arrived.arrays.items()} == {
        name: (a.tolist(), a.dtype) for name, a in arrays.items()
    }


def test_messages_follow_each_other_in_one_stream():
    stream = BytesIO(sent(Message({"n": 1}, {"a": np.arange(3)})) + sent(Message({"n": 2})))

    assert [read_message(stream).says["n"] for _ in range(2)] == [1, 2]
    with pytest.raises(ClosedError):
        read_message(stream)


def test_a_message_that_was_cut_off_is_the_end_wherever_the_cut_is():
    whole = sent(Message({"n": 1}, {"a": np.arange(3)}))

    for length in range(len(whole)):
        with pytest.raises(ClosedError):
            read_message(BytesIO(whole[:length]))


@pytest.mark.parametrize(
    "junk",
    [b"\xff\xff\xff\xffrest", b"\0\0\0\4junk", b"\0\0\0\2[]", b"\0\0\0\2{}"],
)
def test_what_is_no_message_is_the_end(junk):
    with pytest.raises(ClosedError):
        read_message(BytesIO(junk))


def test_objects_are_neither_sent_nor_taken():
    with pytest.raises(ValueError, match="allow_pickle"):
        sent(Message({}, {"a": np.array([{}], dtype=object)}))
    header = json.dumps({"says": {}, "arrays": [["a", 4]]}).encode()
    with pytest.raises(ClosedError):
        read_message(BytesIO(len(header).to_bytes(4, "big") + header + b"\x80\x04K\x01"))
