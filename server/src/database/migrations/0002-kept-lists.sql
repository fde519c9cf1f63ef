-- The kept list of a bulk import is as long as the import; to compress it took a third of the time of writing its values.
alter table value_batches alter column changes set storage external;
