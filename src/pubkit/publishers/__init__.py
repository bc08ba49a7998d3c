"""Publishers: what brings a finished article to a platform."""
