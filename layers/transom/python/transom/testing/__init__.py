"""A whole desk on moto, for tests of channels, rules and everything between: the fixtures are in `plugin`."""
