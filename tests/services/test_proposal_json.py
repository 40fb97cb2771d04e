"""docs/plan-json.md names every field that is printed, and its example is what is printed."""

import json
import re
from pathlib import Path

import pytest

from app.__main__ import main
from tests.terminal import NOW

PAGE = Path(__file__).parents[2] / "docs" / "plan-json.md"
ANY = "…"
REASONS = ("reasons", "remarks", "warnings")
BY_NAME = ("parts", "minutes")
"""Objects whose keys are kinds or parts."""
SHORT = {"changes": "entry", "blocks": "entry", "kept": "entry", "from": "entry", "on": "entry"}
PEAKS = ("uncovered", "open")

INVITATION = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//tests//EN
BEGIN:VEVENT
UID:vendor
DTSTAMP:20261118T090000Z
DTSTART;TZID=Europe/Oslo:20261126T100000
DTEND;TZID=Europe/Oslo:20261126T110000
SUMMARY:Vendor review
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What each way of planning prints, by its name."""
    folder = tmp_path_factory.mktemp("printed")
    home = folder / "site" / "anna"
    (folder / "meeting.ics").write_text(INVITATION.replace("\n", "\r\n"))

    def run(capture, *arguments):
        capture.truncate(0)
        capture.seek(0)
        assert main(["--home", str(home), *map(str, arguments)]) == 0
        return capture.getvalue()

    import io
    import sys

    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIREBREAK_NOW", NOW)
        patch.setattr(sys, "stdout", out)
        home.parent.mkdir()
        run(out, "sample", "--csv", folder / "phones.csv")
        run(out, "import", "volumes", folder / "phones.csv", "--zone", "Europe/Oslo")
        run(out, "config", "country", "NO")
        week = ("plan", "--week", "2026-W48", "--json")
        said = {"plan": json.loads(run(out, *week))}
        said["site"] = json.loads(run(out, *week, "--site", home.parent))
        run(out, "plan", "--week", "2026-W48", "--apply")
        run(out, "sample", "--csv", folder / "again.csv")
        said["try"] = json.loads(run(out, "plan", "--try", folder / "meeting.ics", "--json"))
    return said


def documented(title):
    """The fields that a section's table names."""
    text = PAGE.read_text("utf-8")
    section = text if not title else text.split(f"\n## {title}\n")[1].split("\n## ")[0]
    if not title:
        section = text.split("\n## ")[0]
    rows = re.findall(r"^\| (`.*?`) \|", section, re.M)
    return {field for row in rows for field in re.findall(r"`(.*?)`", row)}


def fields(value, path=""):
    """The paths in a printed object; what has a table of its own is one field."""
    for key, inner in value.items():
        name = f"{path}{key}"
        several = isinstance(inner, list)
        yield f"{name}[]" if several else name
        if key in (*REASONS, *BY_NAME, "people"):
            continue
        for one in inner if several else [inner]:
            if isinstance(one, dict):
                yield from fields(one, f"{name}[]." if several else f"{name}.")


def known(name, said):
    """Whether the page says what a field is, in its table or in the one of what it holds."""
    short = name.removesuffix("[]")
    parent, _, key = short.rpartition(".")
    inside = parent.removesuffix("[]").rpartition(".")[2]
    if {name, short} & said or any(other.startswith((f"{short}.", f"{name}.")) for other in said):
        return True
    if short.startswith("coverage.before"):
        return known(name.replace("before", "after"), said)
    if inside in SHORT or inside == "meeting":
        return key in documented("")
    return inside in PEAKS and key in {"start", "end", "contacts"}


@pytest.mark.parametrize(
    ("what", "title"), [("plan", "The proposal"), ("try", "A meeting that is tried")]
)
def test_every_printed_field_is_named_on_the_page(printed, what, title):
    said = documented(title)
    if what == "try":
        said |= {f for f in documented("The proposal") if f.startswith(("changes", "left_out"))}

    assert [name for name in fields(printed[what]) if not known(name, said)] == []


@pytest.mark.parametrize(
    ("what", "title"), [("plan", "The proposal"), ("try", "A meeting that is tried")]
)
def test_every_field_of_the_page_is_printed(printed, what, title):
    there = {name.removesuffix("[]") for name in fields(printed[what])}
    never_here = {
        "left_out[].demand",
        "left_out[].kind",
        "left_out[].title",
        "left_out[].day",
        "left_out[].can_wait",
    }

    missing = {field.removesuffix("[]") for field in documented(title)} - there
    assert missing <= never_here | {"left_out[].reasons"}


def test_a_sites_managers_are_proposals_with_a_name(printed):
    (manager,) = printed["site"]["managers"]

    assert set(manager) == {"manager", *printed["plan"]}
    assert manager["manager"] == "anna"
    assert manager["counts"] == printed["plan"]["counts"]


def differences(example, real, path="$"):
    """Where the example says something else than what is printed; it may say less."""
    if example == ANY:
        return []
    if isinstance(example, dict):
        gone = [f"{path}.{key} is not printed" for key in example if key not in real]
        here = [differences(v, real[k], f"{path}.{k}") for k, v in example.items() if k in real]
        return gone + [one for found in here for one in found]
    if isinstance(example, list) and example:
        pairs = zip(example, real, strict=False)
        found = [differences(a, b, f"{path}[{n}]") for n, (a, b) in enumerate(pairs)]
        return [one for each in found for one in each]
    return [] if example == real else [f"{path}: {example!r} is {real!r}"]


def test_the_example_is_what_is_printed(printed):
    example = json.loads(re.search(r"^```json\n(.*?)^```", PAGE.read_text("utf-8"), re.S | re.M)[1])

    assert differences(example, printed["plan"]) == []
