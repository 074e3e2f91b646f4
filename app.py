"""The browser's front door: python start.py, or streamlit run app.py."""

from screens import frame

frame.show()
