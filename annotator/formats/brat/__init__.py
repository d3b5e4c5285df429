"""brat's standoff format: a text and a file of annotations for each article, and what configures brat to show them."""
