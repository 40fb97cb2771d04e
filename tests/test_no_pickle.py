"""Nothing here is ever pickled: a crafted file must never run code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FORBIDDEN = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "shelve", "marshal", "joblib"}
UNPICKLING_OPTIONS = {"allow_pickle"}
PICKLING_TYPES = {"PickleType"}


def sources():
    for folder in ("app", "ui", "migrations", "resources", "tests"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def pickling_in(source):
    found = []
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name.split(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [(node.module or "").split(".")[0], *(alias.name for alias in node.names)]
        elif isinstance(node, ast.Attribute):
            names = [node.attr]
        elif isinstance(node, ast.keyword) and not _is_false(node.value):
            names = [node.arg] if node.arg in UNPICKLING_OPTIONS else []
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "__import__":
            names = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        wrong = FORBIDDEN | PICKLING_TYPES | UNPICKLING_OPTIONS
        found += [name for name in names if name in wrong]
    return found


def _is_false(value):
    return isinstance(value, ast.Constant) and value.value is False


def test_no_source_pickles():
    found = {
        path.name: hits for path in sources() if (hits := pickling_in(path.read_text("utf-8")))
    }

    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from pickle import loads",
        "import numpy as np; np.load('x', allow_pickle=True)",
        "from sqlalchemy import PickleType",
        "import sqlalchemy as sa; sa.PickleType()",
        "__import__('pickle')",
    ],
)
def test_the_search_sees_pickling(source):
    assert pickling_in(source)
