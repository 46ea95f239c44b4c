"""HTTP: the service API, operations, and the browser client's files."""
