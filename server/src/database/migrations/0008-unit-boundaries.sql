-- Boundaries of units (docs/decisions/0013): what held of a unit's ground from a day, and since when we know it; a row is only ever closed.
create table unit_boundaries (
  tenant_id bigint not null,
  unit_id uuid not null,
  valid_from date not null,
  known_from timestamptz not null,
  known_until timestamptz,
  valid_to date,
  -- A GeoJSON MultiPolygon in WGS84, and its box in degrees.
  geometry jsonb not null,
  west double precision not null,
  south double precision not null,
  east double precision not null,
  north double precision not null,
  points int not null,
  area_m2 double precision not null,
  -- Of the coordinates, to tell whether the same came again.
  digest text not null,
  -- Who published it, and when; and the file it came in, where it came in one.
  source text not null,
  file_sha256 text,
  recorded_by uuid,
  primary key (tenant_id, unit_id, valid_from, known_from),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  check (valid_to is null or valid_to > valid_from),
  check (known_until is null or known_until > known_from),
  check (west <= east and south <= north)
);
create unique index unit_boundaries_known on unit_boundaries (tenant_id, unit_id, valid_from) where known_until is null;

-- The moment of the last change, which says whether a map that is kept in memory is still true.
create index unit_boundaries_moment on unit_boundaries (tenant_id, greatest(known_from, known_until));
create index unit_versions_known_moment on unit_versions_known (tenant_id, greatest(known_from, known_until));
create index lineage_edges_moment on lineage_edges (tenant_id, greatest(known_from, known_until));
