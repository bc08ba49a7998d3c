"""What a printer asks of a file: inks, profiles, boxes and marks, whatever engine set the page."""
