"""Texts of our own for a day's work: split quotes, a chain, one person spelt three ways, figures, boilerplate."""

HARBOUR = """The harbour fee will rise to $1.3bn over ten years, the port board said on Monday.
“Are we too patient?” Anna Berg asked. “At some point the ferries have to run.”
Fewer than 0.2 percent of the crossings were late, the Courier reported, citing figures of the port board.
Bernard Lind disagreed. “The ferries are fine,” he said, adding that six additional boats had been ordered.
The minister told the Courier that the tunnel would be “a gift to the next generation” 🚢.
Sign up for our newsletter. Every Friday in your inbox.
The strike cost 26,000 passengers their holiday, according to the union. Nobody has apologised.
Berg, the transport minister, promised an answer within 48 hours. “We owe people the truth,” she said.
Two people who were at the meeting said the board had known of the costs since March.
"""

TUNNEL = """Experts doubt the tunnel. Olga Sand of the Institute for Ports called the plan “brave, or blind”.
The institute puts the costs at 1.9 billion dollars, half as much again as the board does.
“I have read the plan three times,” Sand said, “and I still do not know who pays.”
A. Berg rejected that. The money is there, her office wrote on Tuesday.
About 300 residents signed a petition, and dozens came to the town hall.
The tunnel will open in 2031, the board believes. Lind says it will never open.
"""

DAY = (
    # article, words, key, letters of the source ("" takes the guess, "*" makes the source, "-" leaves it open)
    (0, "The harbour fee will rise to $1.3bn over ten years", "1", "*The port board"),
    (0, "$1.3bn", "3", "port"),
    (0, "“Are we too patient?”", "2", "*Anna Berg"),
    (0, "Fewer than 0.2 percent", "3", "*The Courier"),
    (0, "Fewer than 0.2 percent of the crossings were late", "1", "cour"),
    (0, "“The ferries are fine,”", "2", "*Bernard Lind"),
    (0, "six additional boats had been ordered", "1", "lind"),
    (0, "six additional boats", "3", ""),
    (0, "the tunnel would be “a gift to the next generation”", "2", "*the minister"),
    (0, "“a gift to the next generation” 🚢", "1", "min"),
    (0, "The strike cost 26,000 passengers their holiday", "1", "*The union"),
    (0, "26,000", "3", "union"),
    (0, "Nobody has apologised", "1", "-"),
    (0, "promised an answer within 48 hours", "1", "berg"),
    (0, "within 48 hours", "3", ""),
    (0, "“We owe people the truth,”", "2", "ann"),
    (0, "the board had known of the costs since March", "2", "*Two people at the meeting"),
    (1, "Experts doubt the tunnel", "1", "-"),
    (1, "“brave, or blind”", "2", "*Olga Sand"),
    (1, "1.9 billion dollars", "3", "*Institute for Ports"),
    (1, "half as much again as the board does", "1", "inst"),
    (1, "“I have read the plan three times,”", "2", "olg"),
    (1, "The money is there", "2", "ann"),
    (1, "About 300 residents signed a petition", "1", "-"),
    (1, "About 300", "3", "-"),
    (1, "dozens came to the town hall", "1", "-"),
    (1, "The tunnel will open in 2031", "1", "port"),
    (1, "it will never open", "2", "lind"),
    (1, "three times", "3", "olg"),
    (1, "in 2031", "3", "port"),
)
"""Thirty annotations."""
