"""labelbuddy's files: documents with their annotations, a document a line."""
