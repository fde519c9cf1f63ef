-- A list of values that was sent with a key of its sender: sent again, it is answered as the first time and not applied twice. `source_digest` is
-- the sha256 (hex) of what was sent and of how it was to be read; `left_out` (packed) are the lines that were given back.
alter table value_batches
  add column source_digest text,
  add column left_out bytea;
