"""The Qt application: widgets, charts and the window. All maths lives in `explorer`."""
