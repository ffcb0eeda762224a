-- The pattern of a beginning: what like takes for something else is a letter here.
begin;
select plan(8);
select ok(fits.word like private.begins_with(fits.beginning), format('%s begins with %s', fits.word, fits.beginning))
from (values ('saucepan', 'sauce'), ('sauce', 'sauce'), ('ab_cde', 'ab_c'), ('5%', '5%'), ('a\b', 'a\')) as fits (word, beginning);
select ok(word not like private.begins_with(beginning), format('%s does not begin with %s', word, beginning))
from (values ('a saucepan', 'sauce'), ('abXcde', 'ab_c'), ('50', '5%')) as misses (word, beginning);
select * from finish();
rollback;
