"""Controllers of the reading screen, one for each subject. They run the commands; widgets only show the result.

A controller is given `Shell`, `Session` and the parts it needs (`parts`), never the screen, so that it can be tested
without an app.
"""
