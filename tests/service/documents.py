"""Documents of the tests that are large, and unlike each other."""

FIELDS = "id name ranIn { id sentence note contest { id name } }"


def large(number: int) -> str:
    """Write a large document, unlike that of any other number."""
    fields = " ".join(
        f'a{each}: person(id: "person/{number}") {{ {FIELDS} }}' for each in range(20)
    )
    return f"query Q{number} {{ {fields} }}"
