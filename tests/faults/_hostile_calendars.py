"""Forty calendars that nobody writes by accident, made afresh each time."""

from __future__ import annotations

import random
import zlib

_START = "DTSTART:20261118T090000Z"
_HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
_FOOT = "END:VCALENDAR\r\n"
_SIXTY = ",".join(str(number) for number in range(60))


def _event(*lines: str, uid: object = "x") -> str:
    body = "\r\n".join(lines)
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:Hostile\r\n{body}\r\nEND:VEVENT\r\n"


def _calendar(*parts: str) -> bytes:
    return (_HEAD + "".join(parts) + _FOOT).encode("utf-8", "surrogatepass")


def _ruled(rule: str, *lines: str, start: str = _START) -> bytes:
    return _calendar(_event(start, f"RRULE:{rule}", *lines))


def _many(count: int, *lines: str) -> bytes:
    return _calendar(*(_event(*lines, uid=number) for number in range(count)))


def _zoned(*lines: str, zone: str = "X") -> bytes:
    described = "\r\n".join((f"BEGIN:VTIMEZONE\r\nTZID:{zone}", *lines, "END:VTIMEZONE\r\n"))
    return _calendar(described, _event(f"DTSTART;TZID={zone}:20261118T090000", "RRULE:FREQ=DAILY"))


def _observance(*lines: str, start: str = "19700101T000000") -> str:
    offsets = "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100"
    return "\r\n".join((f"BEGIN:STANDARD\r\nDTSTART:{start}", offsets, *lines, "END:STANDARD"))


def _exceptions(count: int, mark: str) -> bytes:
    days = [f"2026{1 + n % 12:02}{1 + n // 12 % 28:02}T09{n // 336:02}00Z" for n in range(count)]
    parts = [
        _event(f"RECURRENCE-ID{mark}:{day}", f"DTSTART:{day}", "DURATION:PT1H") for day in days
    ]
    return _calendar(_event("DTSTART:20260101T090000Z", "RRULE:FREQ=DAILY"), *parts)


def _noise(size: int) -> bytes:
    return random.Random(5).randbytes(size)


def hostile_calendars() -> dict[str, bytes]:
    """Each by what is wrong with it."""
    return {**_rules(), **_sizes(), **_texts(), **_zones_and_dates()}


def _rules() -> dict[str, bytes]:
    explosion = f"BYHOUR={_SIXTY[:61]};BYMINUTE={_SIXTY};BYSECOND={_SIXTY};BYSETPOS=-1"
    hours = ",".join(str(number) for number in range(24))
    return {
        "every second": _ruled("FREQ=SECONDLY"),
        "every minute for ever": _ruled("FREQ=MINUTELY;COUNT=999999999"),
        "hourly in every event": _many(4_900, _START, "RRULE:FREQ=HOURLY"),
        "daily since 1990 in every event": _many(
            4_900, "DTSTART:19900101T000000Z", "RRULE:FREQ=DAILY;COUNT=40000"
        ),
        "hourly on 30 February": _many(
            2_000,
            "DTSTART:19900101T000000Z",
            "RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30;COUNT=1",
        ),
        "every second of the year, the last": _ruled(
            f"FREQ=YEARLY;BYHOUR={hours};BYMINUTE={_SIXTY};BYSECOND={_SIXTY};BYSETPOS=-1"
        ),
        "a set too large in every event": _many(1_000, _START, f"RRULE:FREQ=MONTHLY;{explosion}"),
        "interval nought": _ruled("FREQ=DAILY;INTERVAL=0"),
        "interval backwards": _ruled("FREQ=DAILY;INTERVAL=-1"),
        "interval of thirty digits": _ruled("FREQ=HOURLY;INTERVAL=" + "9" * 30),
        "count of thousands of digits": _ruled("FREQ=DAILY;COUNT=" + "9" * 9_000),
        "until the last year": _ruled("FREQ=HOURLY;UNTIL=99991231T235959Z"),
        "ten thousand weekdays": _ruled("FREQ=DAILY;BYDAY=" + "MO," * 10_000),
        "twenty rules in one event": _calendar(
            _event(_START, *["RRULE:FREQ=HOURLY;COUNT=400000"] * 20)
        ),
        "this and future, thousands of times": _exceptions(4_000, ";RANGE=THISANDFUTURE"),
        "thousands of exceptions": _exceptions(4_000, ""),
    }


def _sizes() -> dict[str, bytes]:
    return {
        "one line of ten megabytes": _calendar("DESCRIPTION:" + "x" * (10 * 1024 * 1024 - 200)),
        "more than ten megabytes": b"BEGIN:VCALENDAR\r\n" + b"x\r\n" * 4_000_000,
        "folded after each letter": _calendar(_event(_START, "DESCRIPTION:" + "\r\n x" * 90_000)),
        "nothing but line ends": b"BEGIN:VCALENDAR" + b"\r\n" * 2_000_000,
        "nested ten thousand deep": b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 10_000,
        "begun and never ended": b"BEGIN:VCALENDAR\n" * 6_000,
        "ended and never begun": b"BEGIN:VCALENDAR\n" + b"END:VEVENT\n" * 90_000,
        "one event too many": _many(5_001, _START),
        "the same event five thousand times": _calendar(*[_event(_START)] * 4_990),
        "ten thousand parameters": _calendar(_event("DTSTART" + ";X=y" * 10_000 + ":20261118")),
        "an attachment of megabytes": _calendar(
            _event(_START, "ATTACH;ENCODING=BASE64;VALUE=BINARY:" + "\r\n QUJD" * 90_000)
        ),
    }


def _texts() -> dict[str, bytes]:
    return {
        "nothing": b"",
        "noise": _noise(200_000),
        "a packed file": zlib.compress(b"BEGIN:VCALENDAR" * 100_000),
        "noughts inside": _calendar(_event(_START, "SUMMARY:a\0b")),
        "not UTF-8": _calendar(_event(_START)).replace(b"Hostile", b"\xff\xfe\xfd"),
        "half of UTF-16": _calendar(_event(_START)).decode().encode("utf-16")[:-1],
        "text that turns the line round": _calendar(
            _event(_START, "SUMMARY:invoice\u202egpj.exe\u2066\x1b]0;x\x07")
        ),
        "backslashes": _calendar(_event(_START, "SUMMARY:" + "\\" * 60_000)),
        "quotes that never close": _calendar(_event('DTSTART;TZID="' + "a;:," * 15_000)),
        "attachments that name files": _calendar(
            _event(_START, "ATTACH:file:///etc/passwd", "ATTACH:http://example.invalid/x")
        ),
    }


def _zones_and_dates() -> dict[str, bytes]:
    stamps = ",".join(["20261118T090000Z"] * 3_500)
    return {
        "dates by the hundred thousand": _calendar(_event(_START, *[f"RDATE:{stamps}"] * 150)),
        "days taken out by the thousand": _ruled(
            "FREQ=DAILY", *[f"EXDATE;VALUE=DATE:{'20261118,' * 1_900}"] * 2
        ),
        "year nought, year 9999": _calendar(
            _event("DTSTART:00000101T000000Z"), _event("DTSTART:99991231T235959Z", uid=2)
        ),
        "lasting for ever": _calendar(_event(_START, "DURATION:P999999999999W")),
        "a zone that changes each second": _zoned(_observance("RRULE:FREQ=SECONDLY")),
        "a zone that changes each hour": _zoned(_observance("RRULE:FREQ=HOURLY")),
        "a zone of a thousand parts": _zoned(*[_observance("RRULE:FREQ=DAILY")] * 1_000),
        "a zone a hundred hours off": _zoned(
            _observance().replace("TZOFFSETTO:+0100", "TZOFFSETTO:+9959")
        ),
        "a zone that names a file": _calendar(
            _event("DTSTART;TZID=../../../../etc/passwd:20261118T090000")
        ),
        "a zone with a name of 60 kB": _calendar(
            _event(f"DTSTART;TZID={'z' * 60_000}:20261118T090000")
        ),
        "a sequence of a hundred digits": _calendar(_event(_START, "SEQUENCE:" + "9" * 100)),
    }
