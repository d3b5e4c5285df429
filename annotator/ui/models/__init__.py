"""What lists show: Qt models over the facts of the corpus, and how they read on screen."""
