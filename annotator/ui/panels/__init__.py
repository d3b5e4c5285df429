"""The panels beside the text. They know the bridge and not each other."""
