"""W3C Web Annotation, the model of Hypothes.is and of Annotorious."""

from annotator.formats.doors.glimpse import Glimpse


def sniff(seen: Glimpse) -> float:
    """It names the model, or has the fields that only its annotations have."""
    if not seen.is_json:
        return 0.6 if seen.suffix == ".jsonld" else 0.0
    if "anno.jsonld" in seen.text or "http://www.w3.org/ns/oa" in seen.text:
        return 0.95
    return 0.85 if {"target", "selector"} <= seen.keys and {"body", "motivation"} & seen.keys else 0.0
