-- Why figures stood as they did though a check had asked: what the unit said when it handed in.
alter table report_events add explained jsonb;
