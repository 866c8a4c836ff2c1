"""drillbank: an auditable question bank for large-model and machine-learning interviews."""

__version__ = "0.1.0"
