-- Names and code of a version folded for searching (server/src/units/store.ts): "| ubnd phuong 5 | phuong 5 | 26518 |".
alter table unit_versions add found_by text not null default '';
create function pg_temp.fold_words(text) returns text language sql immutable as
  $$ select trim(regexp_replace(lower(translate(regexp_replace(normalize($1, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd')), '[^a-z0-9]+', ' ', 'g')) $$;
update unit_versions set found_by = '| ' || concat_ws(' | ', pg_temp.fold_words(name), pg_temp.fold_words(short_name), pg_temp.fold_words(official_code)) || ' |';
