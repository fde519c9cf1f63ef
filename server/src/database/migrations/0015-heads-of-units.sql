-- Who heads a unit, and by what post; together or not at all. The identifier has its columns since 0005.
alter table unit_versions add head_name text, add head_post text;
alter table unit_versions add constraint unit_versions_head_check check ((head_name is null) = (head_post is null));
alter table unit_versions_known add head_name text, add head_post text;

-- 'particulars': only its head or identifier is another; the unit stays what and where it was.
alter table reorganised_units drop constraint reorganised_units_change_check;
alter table reorganised_units add constraint reorganised_units_change_check
  check (change in ('founded', 'changed', 'particulars', 'ended'));
