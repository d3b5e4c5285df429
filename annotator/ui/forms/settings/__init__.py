"""The pages of the settings window: one for each subject."""
