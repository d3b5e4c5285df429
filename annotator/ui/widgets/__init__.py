"""Small controls that any panel and dialog may use; none of them knows the project."""
