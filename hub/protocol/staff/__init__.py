"""The staff API, under `/api/v1/staff`, by what its calls are about; `calls` has them all."""
