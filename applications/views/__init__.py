"""What applicants and reviewers open."""
