"""The page that app.py serves: run anew by Streamlit at each click."""

from screens import frame

frame.show()
