"""Use cases that the command line and the screen share; no front end here, nothing prints."""
