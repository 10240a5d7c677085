"""Many workspaces audited: each by itself, on the cores of this machine or on a Dask cluster. What
is kept of them, and the roll-up, are in `core/fleet`.
"""
