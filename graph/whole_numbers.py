"""Whole numbers: as large as clients can be relied on to read."""

LARGEST_WHOLE_NUMBER = 2**31 - 1


def readable(number: int) -> int | None:
    """Give a number that is worked out, or None if it is larger than clients can read."""
    return number if number <= LARGEST_WHOLE_NUMBER else None
