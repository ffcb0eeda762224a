select public.run_keyword_upkeep(10000);
