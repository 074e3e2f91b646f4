"""The browser's screens: the only place for streamlit. Nothing is decided here."""
