-- expects: public.team_overview(bigint)
alter function public.team_overview(bigint) reset search_path;
