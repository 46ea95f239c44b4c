"""The events of the socket, by what they are about; `registry` has them all."""
