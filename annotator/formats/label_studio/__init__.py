"""Label Studio's tasks: texts with the regions that coders have drawn, and the labels that there are."""
