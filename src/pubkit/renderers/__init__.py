"""What turns an article into a channel's file."""
