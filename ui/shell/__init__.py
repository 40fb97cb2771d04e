"""The frame around the pages: window, actions, undo, workers, errors."""
