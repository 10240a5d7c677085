"""A plan before it is one: what stands in a targets.yaml that is to be written."""
