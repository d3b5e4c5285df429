"""Names of files from our own ids."""

from __future__ import annotations

from annotator.formats.doors.file_names import Names


def test_ids_never_name_a_file_that_a_system_refuses() -> None:
    names = Names()
    made = [names.safe(name) for name in ("CON", "a:b", "a_b", "A_B", "x.")]
    assert made == ["a-CON", "a-a_b", "a-a_b-2", "a-A_B-3", "a-x_"]
