"""The command line. The clock, the terminal and the environment live here and nowhere below."""
