"""What must survive: each fault is a module with ``run(runs) -> Tally``.

``python -m tests.faults NAME --runs N`` breaks things N times and prints how many were
survived; `tests.faults.test_faults` runs each at a small, printed size.
"""
