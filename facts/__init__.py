"""What is true of one design: its answers, the questions that ask for them, the file that keeps them."""
