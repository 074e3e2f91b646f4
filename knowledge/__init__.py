"""What is published about high availability on Hyper-V, and what follows from it for a design."""
