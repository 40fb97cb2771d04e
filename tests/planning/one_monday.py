"""One manager's Monday: talks to be placed, what stands there, three agents of one team."""

from datetime import timedelta

from app.domain.demands import Demand, DemandId, Diary, Problem, Window
from app.domain.entries import Entry, EntryId, EntryKind
from app.domain.people import PersonId
from app.domain.rules import Wish
from app.domain.site import Hours
from app.domain.span import Span
from app.domain.wall import resolve_minute
from tests.planning.curves import MONDAY, SITE, day

CHEN, BO, ANN = PersonId("chen"), PersonId("bo"), PersonId("ann")
NAMES = {CHEN: "Chen Wei", BO: "Bo Lind", ANN: "Ann Moe", PersonId("blue"): "Team Blue"}
TEN = 10 * 60


def span(start, end, *, on=0):
    where = MONDAY + timedelta(days=on)
    return Span(resolve_minute(where, start, SITE.tz), resolve_minute(where, end, SITE.tz))


def meeting(start, end, title="Budget", **more):
    return Entry(span(start, end), EntryKind.MEETING, title, id=EntryId(title), **more)


def talk(name="talk", start=TEN, **more):
    given = {
        "id": DemandId(name),
        "kind": EntryKind.PEOPLE,
        "title": "1:1",
        "minutes": 30,
        "windows": (Window(MONDAY, (start,)),),
        "worth": 45.0,
        "wish": Wish.ANY,
        "people": (CHEN,),
        "leaves_phones": True,
    }
    return Demand(**(given | more))


def problem(*demands, fixed=(), **more):
    given = {
        "days": (day(0), day(1)),
        "zone": SITE.zone,
        "diaries": (Diary(tuple(fixed), Hours(8 * 60, 18 * 60), (MONDAY,)),),
        "demands": demands,
        "agents": {CHEN: "blue", BO: "blue", ANN: "blue"},
    }
    return Problem(**(given | more))
