-- The chains of a domain's tokens, each once; not those of another's.
-- row: C22
begin;
select plan(3);

-- A search that finds no end fails, and does not hang.
set local statement_timeout = '10s';
insert into public.tokens (domain_id, chain, address)
select tests.domain(told.site), told.chain, 'A' || told.place
from (
  values ('cooking.example', 'base', 1), ('cooking.example', 'base', 2), ('cooking.example', 'tron', 1),
    ('toto.example', 'avalanche', 1), ('toto.example', 'polygon', 1), ('toto.example', 'zora', 1)
) as told (site, chain, place);
select is(private.chains_of(tests.domain('cooking.example')), '{base,solana,tron}', 'of its tokens, each once');
select is(private.chains_of(tests.domain('toto.example')), '{avalanche,polygon,zora}', 'and of no other''s');
select is(private.chains_of(tests.domain('abtasty.com')), '{}', 'without tokens there are none');

select * from finish();
rollback;
