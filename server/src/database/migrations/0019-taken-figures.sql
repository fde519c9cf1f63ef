-- A board asks of a period which figures came from feeds; most came from people.
create index approved_figures_taken on approved_figures (tenant_id, period) where run_id is not null;
