"""What turns a source file into an article."""
