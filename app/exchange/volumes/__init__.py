"""Volume exports of phone systems in: from bytes of any vendor to days of intervals."""
