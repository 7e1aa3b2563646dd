"""Controllers of the reading screen, one for each subject; widgets show, controllers decide."""
