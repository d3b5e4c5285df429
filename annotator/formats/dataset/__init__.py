"""`annotated-article-corpus` 1.0, the dataset: one JSON file, or a folder with one article a line."""
