import math

import pytest

from app.domain.volumes import Measure

AVAYA = """row_date,split,starttime,intrvl,callsoffered,acdcalls,abncalls,acceptable,anstime,\
acdtime,acwtime,holdtime
3/14/2025,7,0,30,12,10,2,8,150,2000,300,100
3/14/2025,7,30,30,6,6,0,6,30,900,90,0
3/14/2025,7,100,30,4,4,0,4,20,600,60,0
3/14/2025,7,1030,30,40,38,2,30,400,9000,900,90
"""


def test_avaya_times_are_hhmm_without_leading_zeros(read):
    export = read(AVAYA)

    assert export.survey.layout.startswith("Avaya")
    assert not export.survey.needs_confirmation
    assert export.reading.minutes == 30
    assert export.cells() == {
        ("7", "2025-03-14", 0): 12,
        ("7", "2025-03-14", 1): 6,
        ("7", "2025-03-14", 2): 4,
        ("7", "2025-03-14", 21): 40,
    }
    assert export.at("00:00", Measure.HANDLE_SECONDS) == 2400
    assert export.at("00:00", Measure.IN_THRESHOLD) == 8
    assert export.at("00:00", Measure.WAIT_SECONDS) == 150


CONNECT = """QueueName,QueueId,ChannelType,TimeStamp,IntervalDuration,IncomingContactVolume,\
AverageHandleTime,ContactsHandled
Support,q-1,VOICE,2025-06-02T06:00:00Z,15mins,20,215.5,18
Support,q-1,CHAT,2025-06-02T06:00:00Z,15mins,5,600,5
Support,q-1,VOICE,2025-06-02T06:15:00.000Z,15mins,22,-,0
"""


def test_amazon_connect_counts_in_utc_and_its_average_becomes_a_total(read):
    export = read(CONNECT)

    assert export.survey.layout.startswith("Amazon Connect")
    assert export.reading.minutes == 15
    assert export.at("08:00", queue="Support") == 20
    assert export.at("08:00", Measure.HANDLE_SECONDS, queue="Support") == round(215.5 * 18)
    assert math.isnan(export.at("08:15", Measure.HANDLE_SECONDS, queue="Support"))


def test_a_channel_beside_voice_is_a_queue_of_its_own(read):
    assert read(CONNECT).at("08:00", queue="Support (chat)") == 5


def test_amazon_connects_daily_rows_keep_the_day_they_name(read):
    export = read(
        "QueueName,QueueId,ChannelType,TimeStamp,IntervalDuration,IncomingContactVolume,"
        "AverageHandleTime,ContactsHandled\n"
        "Support,q,VOICE,2025-06-02T00:00:00Z,daily,200,200,190\n"
        "Support,q,VOICE,2025-06-03T00:00:00Z,daily,210,200,190\n",
        zone="America/New_York",
    )

    assert export.reading.minutes == 1440
    assert export.cells() == {("Support", "2025-06-02", 0): 200, ("Support", "2025-06-03", 0): 210}


FIVE9 = """SKILL,DATE,HALF HOUR,CALLS,CALL ID,SERVICE LEVEL count,ABANDONED,AGENT,HANDLE TIME,\
SPEED OF ANSWER
Sales,2025/06/02,08:00,1,1001,1,0,ann,00:03:25,00:00:12
Sales,2025/06/02,08:00,1,1002,0,1,,00:00:00,00:01:00
Sales,2025/06/02,08:30,1,1003,1,0,bo,01:00:01,00:00:05
"""


def test_five9_rows_of_single_calls_are_added_up(read):
    export = read(FIVE9)

    assert export.survey.layout.startswith("Five9")
    assert export.reading.minutes == 30
    assert export.at("08:00") == 2
    assert export.at("08:00", Measure.ABANDONED) == 1
    assert export.at("08:00", Measure.HANDLE_SECONDS) == 205
    assert export.at("08:00", Measure.WAIT_SECONDS) == 72
    assert export.at("08:30", Measure.HANDLE_SECONDS) == 3601


def test_five9_quarter_hours_win_over_half_hours(read):
    export = read(
        "SKILL,DATE,HALF HOUR,QUARTER HOUR,CALLS\n"
        "Sales,2025/06/02,08:00,08:15,7\nSales,2025/06/02,08:30,08:30,9\n"
    )

    assert export.reading.minutes == 15
    assert export.at("08:15") == 7


UCCX = """CSQ Name,Interval Start Time,Interval End Time,Service Level,Calls Handled < SL,\
Calls Abandoned < SL,Percentage of Service Level Met - Only Handled,Calls Presented,\
Calls Handled,Calls Abandoned
Help_CSQ,6/2/25 8:00:00 AM,6/2/25 8:30:00 AM,20,15,1,88.2%,19,17,2
Help_CSQ,6/2/25 1:30:00 PM,6/2/25 2:00:00 PM,20,15,1,88.2%,23,20,3
Help_CSQ,6/13/25 1:30:00 PM,6/13/25 2:00:00 PM,20,15,1,88.2%,24,20,4
"""


def test_cisco_uccx_takes_its_interval_from_both_ends(read):
    export = read(UCCX)

    assert export.survey.layout.startswith("Cisco")
    assert export.reading.minutes == 30
    assert export.at("08:00") == 19
    assert export.at("13:30", day="2025-06-02") == 23
    assert export.at("13:30", Measure.IN_THRESHOLD, day="2025-06-13") == 15


LOG = """1748844000|NONE|NONE|NONE|QUEUESTART|
1748844005|1748844005.1|Help|NONE|ENTERQUEUE||4712345|1
1748844017|1748844005.1|Help|SIP/8001|CONNECT|12|1748844009.2|4
1748844200|1748844005.1|Help|SIP/8001|COMPLETECALLER|12|183|1
1748844010|1748844010.1|Help|NONE|ENTERQUEUE||4712346|2
1748844099|1748844010.1|Help|NONE|ABANDON|1|2|89
1748844899|1748844899.1|Help|NONE|ENTERQUEUE||4712347|1
1748845000|1748844899.1|Help|NONE|EXITWITHTIMEOUT|1|1|101
1748845100|1748840000.1|Help|SIP/8001|COMPLETEAGENT|3|44|1
"""


def test_asterisks_log_is_known_by_its_lines_and_added_up(read):
    export = read(LOG, name="queue_log")

    assert export.survey.layout.startswith("Asterisk")
    assert export.refused == []
    assert export.at("08:00") == 3
    assert export.at("08:00", Measure.HANDLED) == 1
    assert export.at("08:00", Measure.ABANDONED) == 1
    assert export.at("08:00", Measure.HANDLE_SECONDS) == 183
    assert export.at("08:00", Measure.WAIT_SECONDS) == 12
    assert export.at("08:00", Measure.LONGEST_WAIT) == 101


def test_a_torn_line_of_the_log_is_refused_with_its_number(read):
    assert read(LOG + "1748845100|17488", name="queue_log").refused == [
        (10, "2 parts where an event has at least 5")
    ]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_every_delimiter_does(read, delimiter):
    assert read(AVAYA.replace(",", delimiter)).at("10:30") == 40


def test_names_of_columns_are_known_in_any_case(read):
    head, _, rows = AVAYA.partition("\n")

    assert read(head.upper() + "\n" + rows).at("10:30") == 40


def test_titles_above_the_header_are_passed_over(read):
    export = read("Split report,,\nPrinted 14 March 2025\n\n" + AVAYA)

    assert export.survey.first_line == 5
    assert export.at("10:30") == 40
    assert export.refused == []


def test_a_caller_who_leaves_by_a_key_waited_what_stands_after_the_positions(read):
    export = read(
        "1748844899|c1|Help|NONE|ENTERQUEUE||+4712345678|1\n"
        "1748844999|c1|Help|NONE|EXITWITHKEY|5|1|4|97\n",
        name="queue_log",
    )

    assert list(export.cells(Measure.LONGEST_WAIT).values()) == [97]
