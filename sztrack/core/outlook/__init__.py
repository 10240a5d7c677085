"""Where the year ends: histories, pace models, projections and how far they may be off."""
