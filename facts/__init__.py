"""What is true of one design: its answers, the questions asked for them, and its file."""
