import math

import pytest

from app.domain.errors import BadInputError
from app.domain.volumes import Measure
from app.exchange.volumes.mapping import ColumnMapping, Reckoned, fingerprint


def test_an_unknown_table_is_recognised_column_by_column_and_asks(read):
    export = read(
        "Queue Name;Interval Start;Offer;Answer;Abandon;Avg Handle;ASA;Answered in 20 s\n"
        "Kundesenter;02.06.2025 08:00;12;10;2;215,5;12,5;9\n"
        "Kundesenter;02.06.2025 08:15;14;14;0;-;8;14\n"
    )

    assert export.survey.needs_confirmation
    assert export.at("08:00") == 12
    assert export.at("08:00", Measure.HANDLED) == 10
    assert export.at("08:00", Measure.ABANDONED) == 2
    assert export.at("08:00", Measure.HANDLE_SECONDS) == 2155
    assert export.at("08:00", Measure.WAIT_SECONDS) == 125
    assert export.at("08:00", Measure.IN_THRESHOLD) == 9
    assert math.isnan(export.at("08:15", Measure.HANDLE_SECONDS))


def test_a_service_level_in_percent_becomes_a_count(read):
    export = read("time,calls,service level\n2025-06-02 08:00,40,85%\n2025-06-02 08:30,10,100.0%\n")

    assert export.at("08:00", Measure.IN_THRESHOLD) == 34
    assert export.at("08:30", Measure.IN_THRESHOLD) == 10


def test_date_and_hour_may_stand_apart(read):
    export = read("Date,Hour,Contacts\n2025-06-02,8,12\n2025-06-02,9,14\n2025-06-02,17,3\n")

    assert export.reading.minutes == 60
    assert export.at("17:00") == 3


def test_a_range_of_times_is_read_by_its_start(read):
    export = read("Date,Interval,Calls\n2025-06-02,08:00 - 08:15,5\n2025-06-02,08:15 - 08:30,6\n")

    assert export.at("08:15") == 6


def test_one_row_a_call_is_counted(read):
    export = read(
        "call id,queue,start time,talk\n"
        "a1,Help,2025-06-02 08:03:11,20\na2,Help,2025-06-02 08:14:59,20\n"
        "a3,Help,2025-06-02 08:15:00,20\n"
    )

    assert export.survey.plan.mapping.counts_rows
    assert export.reading.minutes == 15
    assert (export.at("08:00"), export.at("08:15")) == (2, 1)


def test_a_file_without_names_is_read_when_it_can_only_be_one_thing(read):
    export = read("2025-06-02T08:00,12\n2025-06-02T08:30,14\n")

    assert export.survey.needs_confirmation
    assert export.at("08:00") == 12
    assert export.reading.rows == 2


def test_dates_alone_mean_daily_figures(read):
    export = read("day,calls\n2025-06-02,120\n2025-06-03,140\n")

    assert export.reading.minutes == 1440
    assert export.cells()["Floor", "2025-06-03", 0] == 140


@pytest.mark.parametrize("minutes", [5, 6, 10, 15, 30, 60])
def test_the_interval_shows_in_the_times(read, minutes):
    rows = [
        f"2025-06-02T{m // 60:02}:{m % 60:02},{n + 1}"
        for n, m in enumerate(range(0, 1440, minutes))
    ]

    assert read("interval_start,calls\n" + "\n".join(rows)).reading.minutes == minutes


def test_a_finer_time_far_down_the_file_starts_the_reading_again(read):
    rows = [f"2025-06-{d:02}T{h:02}:00,7" for d in range(1, 29) for h in range(24)] * 1
    rows = [row.replace("2025", str(year)) for year in range(1995, 2025) for row in rows]
    rows.insert(12_000, "2012-01-05T10:15,9")

    export = read("interval_start,calls\n" + "\n".join(rows))

    assert export.reading.minutes == 15
    assert export.at("10:15") == 9
    assert export.reading.rows == len(rows)


def test_incoming_calls_are_not_taken_for_answered_ones(read):
    export = read("time,calls in,calls answered\n2025-06-02 08:00,40,38\n2025-06-02 08:30,10,9\n")

    assert (export.at("08:00"), export.at("08:00", Measure.HANDLED)) == (40, 38)


def test_a_mapping_comes_back_from_its_json():
    mapping = ColumnMapping(time=2, clock=1, measures=())

    assert ColumnMapping.from_json(mapping.as_json()) == mapping


def test_a_mapping_keeps_what_its_columns_are_worth(read):
    mapping = read(
        "time,calls,aht\n2025-06-02 08:00,40,38\n2025-06-02 08:30,1,9\n"
    ).survey.plan.mapping

    assert ColumnMapping.from_json(mapping.as_json()) == mapping
    assert mapping.measures[1].how is Reckoned.AVERAGE


@pytest.mark.parametrize("written", ["[]", "{}", '{"time": 1, "wrong": 2}', '"x"'])
def test_what_is_no_mapping_is_refused(written):
    with pytest.raises(ValueError, match="mapping"):
        ColumnMapping.from_json(written)


def test_a_header_is_known_again_whatever_its_case():
    assert fingerprint(["Start  Time", "Calls"]) == fingerprint(["start time", "CALLS"])
    assert fingerprint(["a", "b"]) != fingerprint(["ab", ""])


def test_a_calls_length_is_no_interval(read):
    export = read(
        "Call ID,Start,Queue,Duration,Result\n"
        "1,2025-06-02 08:03,Help,2,answered\n2,2025-06-02 08:14,Help,5,answered\n"
        "3,2025-06-02 08:15,Help,2,abandoned\n4,2025-06-02 08:16,Sales,2,answered\n"
    )

    assert export.refused == []
    assert export.reading.minutes == 15
    assert export.at("08:00") == 2
    assert export.at("08:15", queue="Help") == 1


def test_rows_that_begin_at_any_minute_are_calls_without_an_id_too(read):
    export = read(
        "Begin;Line;Length\n2025-06-02 08:03;Help;2\n2025-06-02 08:14;Help;15\n"
        "2025-06-02 08:14;Help;7\n"
    )

    assert export.survey.needs_confirmation
    assert export.at("08:00") == 3


def test_calls_may_say_whether_they_were_answered(read):
    export = read(
        "call id,start,answered,duration\na,2025-06-02 08:03,1,120\nb,2025-06-02 08:04,0,7\n"
    )

    assert (export.at("08:00"), export.at("08:00", Measure.HANDLED)) == (2, 1)


def test_calls_that_name_only_their_day_are_counted_by_the_day(read):
    export = read("call id,date\na,2025-06-02\nb,2025-06-02\nc,2025-06-03\n")

    assert export.reading.minutes == 1440
    assert export.cells()["Floor", "2025-06-02", 0] == 2


@pytest.mark.parametrize(
    "header",
    [
        "Dato;Klokkeslett;Anrop;Besvart;Tapte",
        "Datum;Uhrzeit;Anrufe;Angenommen;Verloren",
        "Fecha;Hora;Llamadas;Atendidas;Perdidas",
        "Date;Heure;Appels;Traités;Abandonnés",
        "Tanggal;Jam;Panggilan;Dijawab;Ditinggalkan",
        "Day;Slot;Calls;Answered;Lost",
        "Dato;Når;Samtaler;Besvarte;Ubesvarte",
    ],
)
def test_headers_of_other_languages_are_recognised(read, header):
    rows = [f"02.06.2025;{m // 60:02}:{m % 60:02};9;7;2" for m in range(480, 660, 15)]
    export = read(header + "\n" + "\n".join(rows))

    assert (export.reading.minutes, len(export.cells())) == (15, 12)
    found = [export.at("08:15", m) for m in (Measure.OFFERED, Measure.HANDLED, Measure.ABANDONED)]
    assert found == [9, 7, 2]


def test_only_answered_calls_and_a_time_in_norwegian_are_enough(read):
    rows = [f"02.06.2025;{m // 60:02}:{m % 60:02};7" for m in range(480, 660, 15)]

    export = read("Dato;Klokkeslett;Besvart\n" + "\n".join(rows))

    assert (export.reading.minutes, len(export.cells(Measure.HANDLED))) == (15, 12)


def test_a_wait_is_not_taken_for_the_time_of_day(read):
    export = read(
        "Dato;Ventetid;Klokkeslett;Samtaler\n"
        "02.06.2025;00:12;08:00;5\n02.06.2025;00:30;08:15;6\n02.06.2025;00:00;08:30;6\n"
    )

    assert export.at("08:15") == 6


def test_several_rows_of_a_day_are_not_taken_for_whole_days(read):
    with pytest.raises(BadInputError, match="several rows for 2025-06-02"):
        read("date,shift,calls\n2025-06-02,early,5\n2025-06-02,late,5\n2025-06-03,early,6\n")


def test_a_day_that_is_said_twice_over_is_still_a_day(read):
    export = read("date,calls\n2025-06-02,5\n2025-06-03,6\n2025-06-02,5\n")

    assert (export.reading.minutes, export.reading.repeated) == (1440, 1)
