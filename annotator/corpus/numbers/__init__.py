"""Reading numbers, units and counted nouns from running text; `corpus.figures` is the door to it."""
