"""What the figures mean: assessments, reports, revisions, alarms."""
