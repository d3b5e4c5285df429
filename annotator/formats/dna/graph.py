"""Networks as GraphML: for visone, drawn as DNA draws them, or plain, for Gephi, igraph and networkx."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from annotator.formats.dna.network_files import write_network
from annotator.formats.dna.networks import Network
from annotator.formats.dna.reading import COLOUR
from annotator.formats.dna.statements import Statements, numbered
from annotator.formats.doors import Corpus, WriteOptions, Written

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_ROOT = {"xmlns": _GRAPHML, "xmlns:visone": "http://visone.info/xmlns",
         "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance", "xmlns:y": "http://www.yworks.com/xml/graphml",
         "xsi:schemaLocation": f"{_GRAPHML}/graphml http://www.yworks.com/xml/schema/graphml/1.0/ygraphml.xsd "}
_LABEL = {"alignment": "center", "autoSizePolicy": "content", "backgroundColor": "#FFFFFF", "fontFamily": "Dialog",
          "fontSize": "12", "fontStyle": "plain", "hasLineColor": "false", "height": "19.0", "modelName": "eight_pos",
          "modelPosition": "n", "textColor": "#000000", "visible": "true"}
_GREEN, _RED, _BLUE, _BLACK = "#00ff00", "#ff0000", "#0000ff", "#000000"
_UNFIT = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd")
"""What XML cannot hold."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a variable: its number, what is known of it, how often it occurs, and where it is drawn."""

    number: int
    name: str
    variable: str
    attributes: dict[str, str]
    frequency: int
    colour: str
    first: bool
    place: tuple[float, float]


def write_file(corpus: Corpus, out: Path, options: WriteOptions) -> Written:
    """Write one network as GraphML.

    Raises:
        Fault: there is nothing to write, the choices do not fit, or the disk refused.
    """
    spell = _visone if options.choices["style"] == "visone" else _plain
    return write_network(corpus, out, options, lambda found, made: "".join(spell(made, _nodes(found, made))))


def _nodes(found: Statements, made: Network) -> list[Node]:
    named = [(made.variables[0], label) for label in made.rows]
    named += [(made.variables[1], label) for label in made.columns] if made.two_mode else []
    numbers = numbered([found.number(*each) for each in named])
    keys = {variable: sorted({"Alias", "Notes", "Type"} | {
        _titled(found, key) for (of, _), source in found.entities.items() if of == variable
        for key in source.attributes if key != COLOUR}) for variable in made.variables}
    nodes = []
    for place, ((variable, label), number) in enumerate(zip(named, numbers, strict=True)):
        source = found.entities.get((variable, label))
        said = {_titled(found, key): str(value) for key, value in source.attributes.items()} if source else {}
        if source:
            said |= {"Alias": "; ".join(source.aliases), "Notes": source.note}
        attributes = {key: said.get(key, "") for key in keys[variable]}
        colour = str(source.attributes.get(COLOUR) or "#000000") if source else "#000000"
        first = place < len(made.rows)
        nodes.append(Node(number, label, variable, attributes, made.frequencies[(variable, label)], colour, first,
                          _place(place, len(made.rows)) if first else
                          _place(place - len(made.rows), len(made.columns), 0.55)))
    return nodes


def _titled(found: Statements, key: str) -> str:
    """An attribute of sources as DNA called it."""
    return next((each.label for each in found.edition.codebook.source_attributes if each.id == key and each.label),
                key.capitalize())


def _place(number: int, many: int, near: float = 1.0) -> tuple[float, float]:
    """On a circle, always the same; the second variable has a smaller one."""
    angle = 2 * math.pi * number / max(1, many)
    return round(400 + 380 * near * math.cos(angle), 1), round(300 + 280 * near * math.sin(angle), 1)


# --- for visone ---

def _visone(made: Network, nodes: Sequence[Node]) -> Iterator[str]:
    """Line for line as DNA writes it, line ends of Windows too; but with places that are not random."""
    yield '<?xml version="1.0" encoding="utf-8"?>\r\n'
    for depth, line in _visone_lines(made, nodes):
        yield f"{'  ' * depth}{line}\r\n"
    yield "\r\n"


def _visone_lines(made: Network, nodes: Sequence[Node]) -> Iterator[tuple[int, str]]:
    yield 0, f"<graphml {_attributes(_ROOT)}>"
    yield 1, "<!-- data schema -->"
    for what, name, kind, of in (("node", "d0", "yfiles", "nodegraphics"), ("edge", "e0", "yfiles", "edgegraphics"),
                                 ("graph", "prop", "visone", "properties")):
        yield 1, f'<key for="{what}" id="{name}" {kind}.type="{of}" />'
    for name, what, type_ in _keys(nodes):
        known = _attributes({"id": name, "for": what, "attr.name": name, "attr.type": type_})
        yield 1, f"<key {known} />"
    many = len(made.rows) * len(made.columns) if made.two_mode else len(made.rows) * (len(made.rows) - 1) // 2
    yield 1, (f'<graph edgedefault="undirected" id="DNA" parse.edges="{many}" parse.nodes="{len(nodes)}"'
              ' parse.order="free">')
    yield 2, '<data key="prop">'
    yield 3, '<visone:labelAttribute edgeLabel="weight" nodeLabel="name" />'
    yield 2, "</data>"
    yield 2, "<!-- nodes -->"
    for node in nodes:
        yield from _visone_node(node)
    yield 2, "<!-- edges -->"
    for i, j, value in made.edges():
        yield from _visone_edge(nodes[i], nodes[j + len(made.rows) if made.two_mode else j], value,
                                _stroke(made.aggregation, value))
    yield 1, "</graph>"
    yield 0, "</graphml>"


def _keys(nodes: Sequence[Node]) -> Iterator[tuple[str, str, str]]:
    """Name, what it is of, type: of all that is said of nodes and edges."""
    for name in ("id", "name", *dict.fromkeys(key for node in nodes for key in node.attributes), "variable"):
        yield name, "node", "string"
    yield "frequency", "node", "int"
    yield "weight", "edge", "double"


def _visone_node(node: Node) -> Iterator[tuple[int, str]]:
    yield 2, f'<node id="n{node.number}">'
    said = {"id": str(node.number), "name": node.name, **node.attributes, "variable": node.variable,
            "frequency": str(node.frequency)}
    for key, value in said.items():
        yield 3, _data(key, value)
    yield 3, '<data key="d0">'
    yield 4, "<visone:shapeNode>"
    yield 5, "<y:ShapeNode>"
    yield 6, f'<y:Geometry height="20.0" width="20.0" x="{node.place[0]}" y="{node.place[1]}" />'
    yield 6, f'<y:Fill color={quoteattr(_fitting(node.colour))} transparent="false" />'
    yield 6, '<y:BorderStyle color="#000000" type="line" width="1.0" />'
    yield 6, f"<y:NodeLabel {_attributes(_LABEL)}>{_text(node.name)}</y:NodeLabel>"
    yield 6, f'<y:Shape type="{"ellipse" if node.first else "roundrectangle"}" />'
    yield 5, "</y:ShapeNode>"
    yield 4, "</visone:shapeNode>"
    yield 3, "</data>"
    yield 2, "</node>"


def _visone_edge(one: Node, two: Node, value: float, colour: str) -> Iterator[tuple[int, str]]:
    yield 2, f'<edge source="n{one.number}" target="n{two.number}">'
    yield 3, _data("weight", repr(float(value)))
    yield 3, '<data key="e0">'
    yield 4, "<visone:polyLineEdge>"
    yield 5, "<y:PolyLineEdge>"
    yield 6, f'<y:LineStyle color="{colour}" type="line" width="2.0" />'
    yield 5, "</y:PolyLineEdge>"
    yield 4, "</visone:polyLineEdge>"
    yield 3, "</data>"
    yield 2, "</edge>"


def _stroke(aggregation: str, value: float) -> str:
    """Green where they agree, red where they do not, blue where both is so."""
    if aggregation == "combine":
        return {1.0: _GREEN, 2.0: _RED}.get(value, _BLUE)
    if aggregation == "subtract":
        return _RED if value < 0 else _GREEN
    return {"congruence": _GREEN, "conflict": _RED}.get(aggregation, _BLACK)


# --- plain ---

def _plain(made: Network, nodes: Sequence[Node]) -> Iterator[str]:
    """Keys that are names of nothing, no graphics, and beside the weight how many agree and disagree."""
    keys = [*_keys(nodes), ("agree", "edge", "int"), ("disagree", "edge", "int")]
    key = {(what, name): f"d{number}" for number, (name, what, _) in enumerate(keys)}
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<graphml xmlns="{_GRAPHML}">\n'
    for name, what, type_ in keys:
        said = _attributes({"id": key[(what, name)], "for": what, "attr.name": name, "attr.type": type_})
        yield f"  <key {said} />\n"
    yield '  <graph id="network" edgedefault="undirected">\n'
    for node in nodes:
        values: dict[str, Any] = {"id": node.number, "name": node.name, **node.attributes, "variable": node.variable,
                                  "frequency": node.frequency}
        yield from _element(f'<node id="n{node.number}">', "</node>",
                            [_data(key[("node", name)], str(value)) for name, value in values.items()])
    for (i, j), agree in sorted(made.agree.items()):
        disagree, value = made.disagree[(i, j)], made.values[i][j]
        if (agree or disagree) and (made.two_mode or i < j):
            ends = nodes[i].number, nodes[j + len(made.rows) if made.two_mode else j].number
            said_of = {"weight": repr(float(value)), "agree": str(agree), "disagree": str(disagree)}
            yield from _element(f'<edge source="n{ends[0]}" target="n{ends[1]}">', "</edge>",
                                [_data(key[("edge", name)], text) for name, text in said_of.items()])
    yield "  </graph>\n</graphml>\n"


def _element(opening: str, closing: str, inside: Sequence[str]) -> Iterator[str]:
    yield f"    {opening}\n"
    yield from (f"      {each}\n" for each in inside)
    yield f"    {closing}\n"


def _data(key: str, value: str) -> str:
    text = _text(value)
    return f"<data key={quoteattr(_fitting(key))}>{text}</data>" if text else f"<data key={quoteattr(_fitting(key))} />"


def _attributes(given: dict[str, str]) -> str:
    return " ".join(f"{name}={quoteattr(_fitting(value))}" for name, value in given.items())


def _text(value: str) -> str:
    return escape(_fitting(value).strip())


def _fitting(value: str) -> str:
    return value.translate(_UNFIT)
