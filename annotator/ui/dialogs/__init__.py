"""Windows beside the window: palette, cheat sheet, help, faults and whatever must be asked."""
