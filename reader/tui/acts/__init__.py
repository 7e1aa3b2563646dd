"""What the commands of the reading screen do, one module a subject; the widgets show, these decide."""
