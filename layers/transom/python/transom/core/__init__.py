"""The desk's decisions as pure functions over the models: time and ids are passed in, and nothing here does I/O."""
