"""W3C Web Annotation, the model of Hypothes.is and of Annotorious."""
