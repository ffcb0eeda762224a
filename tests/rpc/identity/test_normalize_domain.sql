-- One host, one writing. The punycode is compared with what Python's idna codec makes.
-- row: R14 R26
begin;
select plan(30);
select is(private.normalize_domain(given), wanted, coalesce(given, 'null'))
from (values
  ('HTTPS://www.AbTasty.com:443/', 'abtasty.com'), ('abtasty.com', 'abtasty.com'),
  ('AbTasty.COM.', 'abtasty.com'), (E' \tabtasty.com ', 'abtasty.com'),
  ('http://user:secret@abtasty.com:8080/path?x=1#y', 'abtasty.com'),
  ('abtasty.com.evil.example', 'abtasty.com.evil.example'), ('notabtasty.com', 'notabtasty.com'),
  ('sub.abtasty.com', 'sub.abtasty.com'), ('www.sub.abtasty.com', 'sub.abtasty.com'),
  ('https://evil.example\@abtasty.com', 'evil.example'), ('www.com', 'www.com'),
  ('bücher.de', 'xn--bcher-kva.de'), ('BÜCHER。DE', 'xn--bcher-kva.de'),
  (U&'bu\0308cher.de', 'xn--bcher-kva.de'), (U&'ab\00ADtasty.com', 'abtasty.com'),
  ('münchen-ost.de', 'xn--mnchen-ost-9db.de'), ('президент.рф', 'xn--d1abbgf6aiiy.xn--p1ai'),
  ('他们为什么不说中文.com', 'xn--ihqwcrb4cv8a8dqg056pqjye.com'),
  (null, null)
) as cases (given, wanted);

select is(
  tests.refusal(format('select private.normalize_domain(%L)', given)), '22023 INVALID_INPUT', given
)
from (values ('localhost'), (''), ('1.2.3.4'), ('a b.com'), ('-a.com'), ('a..com'),
  (repeat('a', 64) || '.com')) as cases (given);

-- Names come from the widget: one of a megabyte must not cost seconds.
select is(
  tests.refusal('select private.normalize_domain(''abtasty.com/'' || repeat(''x'', 2037))'),
  '22023 INVALID_INPUT', 'no longer than an address'
);
select is(
  private.normalize_domain('abtasty.com/' || repeat('x', 2036)), 'abtasty.com', 'which may have 2048 characters'
);
select is(
  tests.refusal(format('select private.normalize_domain(%L)', repeat(repeat('a', 62) || '.', 4) || 'co')),
  '22023 INVALID_INPUT', 'a host has 253 characters at most'
);
select is(
  length(private.normalize_domain(repeat(repeat('a', 62) || '.', 3) || repeat('a', 61) || '.co')), 253, 'and may have them'
);
select * from finish();
rollback;
