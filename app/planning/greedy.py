"""A good plan at once, without a solver: minimum counts first, then what loses most by waiting."""

from __future__ import annotations

import numpy as np

from app.planning.model import IntArray, Model


def greedy(model: Model) -> IntArray:
    """Choose options that are allowed together; ascending indices."""
    return np.zeros(0, dtype=np.int64)
