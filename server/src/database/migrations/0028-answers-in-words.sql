alter table indicators drop constraint indicators_kind_check;
alter table indicators add constraint indicators_kind_check
  check (kind in ('ratio', 'count', 'amount', 'unitCount', 'yesNo', 'milestone', 'score', 'formula', 'text'));
alter table indicators drop constraint indicators_lineage_policy_check;
alter table indicators add constraint indicators_lineage_policy_check
  check (lineage_policy in ('sum', 'weightedMean', 'mean', 'every', 'greatest', 'oneByOne', 'notComparable'));

-- What a unit answers in words stands where its figures would, and never beside them. Nothing answered is null, and no empty text.
alter table report_entries add words text;
alter table report_entries add constraint report_entries_words_check check (words is null or (words <> '' and numerator is null and denominator is null));
alter table approved_figures add words text;
alter table approved_figures add constraint approved_figures_words_check check (words is null or (words <> '' and numerator is null and denominator is null));
