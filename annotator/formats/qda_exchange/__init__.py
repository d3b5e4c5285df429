"""REFI-QDA: projects (.qdpx) and codebooks (.qdc) that NVivo, MAXQDA, ATLAS.ti and QualCoder exchange."""

from annotator.formats.doors.glimpse import Glimpse


def sniff(seen: Glimpse) -> float:
    """An archive with a project in it."""
    if any(name.lower().endswith(".qde") for name in seen.members):
        return 0.95
    return 0.4 if seen.suffix == ".qdpx" and seen.head.startswith(b"PK") else 0.0
