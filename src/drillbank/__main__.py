"""``python -m drillbank``."""

from drillbank.cli.main import main

main()
