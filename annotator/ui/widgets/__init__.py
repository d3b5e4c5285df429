"""Controls that panels, forms and dialogs share. Those that store what is typed know the bridge, the others do not."""
