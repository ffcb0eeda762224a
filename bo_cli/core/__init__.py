"""What every other layer may use: errors, settings, the project's folders, the console."""
