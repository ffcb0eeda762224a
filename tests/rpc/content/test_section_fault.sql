-- What content may hold: text, Markdown without HTML, known links, questions, styles by name. Each vector
-- below runs a script in one renderer or another, or breaks out of where it is put; each must be refused.
-- row: R07
begin;
select plan(121);

create temporary table vectors (text text) on commit drop;
insert into vectors values
('<script>alert(1)</script>'), ('<ScRiPt src=//evil.example/x.js>'), ('<img src=x onerror=alert(1)>'),
('<svg/onload=alert(1)>'), ('<svg><script>alert(1)</script></svg>'), ('<math href="javascript:alert(1)">'),
('<iframe srcdoc="&lt;script&gt;">'), ('<body onload=alert(1)>'), ('</textarea><script>'), ('<!--><img>'),
('<![CDATA[<script>]]>'), ('<?xml-stylesheet href="javascript:alert(1)"?>'), ('text <b>bold</b>'),
('<a href="data:text/html,<script>alert(1)</script>">'), ('<style>@import "//evil.example"</style>'),
('<object data="x">'), ('<form action=//evil.example>'), ('<meta http-equiv=refresh>'), ('<base href=//evil>'),
('<javascript:alert(1)>'), ('<https://evil.example>'), ('<<script>alert(1)'), ('<scr' || chr(10) || 'ipt>'),
(U&'\FF1Cscript\FF1E'), (U&'\FE64img src=x onerror=alert(1)>'), ('&lt;script&gt;'), ('&LT;script&GT;'),
('&#60;script&#62;'), ('&#0000060;script'), ('&#x3c;script'), ('&#X003C;script'), ('&#60script'), ('&lt script'), ('&ltscript'), ('&#x3Cscript');
create temporary table links (text text) on commit drop;
insert into links values
('[x](javascript:alert(1))'), ('[x](JaVaScRiPt:alert(1))'), ('[x]( javascript:alert(1))'),
('[x](' || chr(10) || 'javascript:alert(1))'), ('[x](java' || chr(9) || 'script:alert(1))'),
('[x](javascript&colon;alert(1))'), ('[x](&#106;avascript:alert(1))'), ('[x](%6Aavascript:alert(1))'),
('[x](\javascript:alert(1))'), ('[x](vbscript:msgbox)'), ('[x](data:text/html;base64,PHNjcmlwdD4=)'),
('![x](data:image/svg+xml;base64,PHN2Zz4=)'), ('[x](file:///etc/passwd)'), ('[x](blob:x)'), ('[x](http://a.example)'),
('[x](//evil.example)'), ('[x](/\evil.example)'), ('[x](https:/evil.example)'), ('[x](evil.html)'), ('[x]()'),
('[x](https://a.example" onmouseover="alert(1))'), ('[x](https://a.example ''t'')'), ('[x](https://a.example "t")'),
('[x](https://a.example`onclick=`)'), ('[x](https://a.example/(javascript:alert(1)))'), ('![x](javascript:alert(1))'),
('[![x](https://a.example)](javascript:alert(1))'), ('[x] (javascript:alert(1))'), ('[x]: javascript:alert(1)'),
('[x]:' || chr(10) || '  javascript:alert(1)'), ('[x]:data:text/html,x'), ('> [x]: vbscript:x'), ('[x][y]' || chr(10) || '[y]:javascript:alert(1)'),
('[x](' || U&'\00A0' || 'javascript:alert(1))'), ('[x](mailto :a)'), ('[a](/ok) [x](javascript:alert(1))');

select matches(private.section_fault('t', v.text, '[]', '{}'), '^body: line 1: holds HTML', 'body: ' || v.text) from vectors as v;
select matches(private.section_fault('t', l.text, '[]', '{}'), '^body: line [12]: a link goes to', 'body: ' || l.text) from links as l;
select is(
  (select count(*) from vectors as v where private.section_fault(v.text, '', '[]', '{}') ~ '^title: (holds HTML at|must be one line)'),
  (select count(*) from vectors), 'a title refuses all that HTML too'
);
select is(
  (select count(*) from vectors as v cross join (values ('text'), ('prompt')) as field (name)
    where private.section_fault('t', '', jsonb_build_array(jsonb_build_object('text', 'q') || jsonb_build_object(field.name, v.text)), '{}')
      ~ ('^questions\[0\]\.' || field.name || ': (holds HTML at|must be one line)')),
  (select 2 * count(*) from vectors), 'and so do both texts of a question'
);
select is(private.section_fault('t', v.text, '[]', '{}'), null, 'body: ' || v.text)
from (values
  (''), ('a < b, 1<2, <3, x <= y, -> and <-'), ('AT&T &amp; &#601; &#x3cb; more'), ('**bold** `code` > quote'),
  ('[x](https://a.example/b?c=d&e=%20#f)'), ('[x](/)'), ('[x](/pricing)'), ('[x]( /pricing )'), ('[x](#top) [x](mailto:a@b.example) [x](tel:+34)'),
  ('![x](https://a.example/x.png)'), ('[x]: https://a.example' || chr(10) || 'and [x]'), ('[x]: /a'), ('- [ ] to do' || chr(13) || chr(10) || '- [x] done'),
  ('JavaScript: how to (data: none)'), (repeat('é', 20000))
) as v (text);

select is(private.section_fault(repeat('x', 200), '', '[]', '{}'), null, 'a title of 200 characters');
select is(private.section_fault(repeat('x', 201), '', '[]', '{}'), 'title: must have at most 200 characters', 'and no more');
select is(private.section_fault(' ', '', '[]', '{}'), 'title: must be a text that is not empty', 'an empty title');
select is(private.section_fault(null, '', '[]', '{}'), 'title: must be a text that is not empty', 'none at all');
select is(private.section_fault(E'a\tb', '', '[]', '{}'), 'title: must be one line without control characters', 'a tab');
select is(private.section_fault('ab <i', '', '[]', '{}'), 'title: holds HTML at character 4; write plain text', 'where it is');
select is(private.section_fault('t', null, '[]', '{}'), 'body: must be a text of at most 20000 characters', 'no body');
select is(private.section_fault('t', repeat('x', 20001), '[]', '{}'), 'body: must be a text of at most 20000 characters', 'too long a body');
select is(private.section_fault('t', E'a\n\nb\x08', '[]', '{}'), 'body: line 3: holds a control character', 'a backspace, and its line');
select is(private.section_fault('t', E'a\nb <i>', '[]', '{}'), 'body: line 2: holds HTML; write Markdown', 'HTML, and its line');

create function pg_temp.questions(given jsonb) returns text language sql as $$ select private.section_fault('t', '', given, '{}') $$;
select is(pg_temp.questions('[{"text": "a", "prompt": "b"}, {"text": "c"}]'), null, 'two questions');
select is(pg_temp.questions(null), 'questions: must be an array of at most 20 questions', 'null is none');
select is(pg_temp.questions('{}'), 'questions: must be an array of at most 20 questions', 'nor an object');
select is(pg_temp.questions((select jsonb_agg(jsonb_build_object('text', n)) from generate_series(1, 21) as n)),
  'questions: must be an array of at most 20 questions', 'nor 21 of them');
select is(pg_temp.questions((select jsonb_agg(jsonb_build_object('text', n::text)) from generate_series(1, 20) as n)), null, '20 are');
select is(pg_temp.questions('[{"text": "a"}, "b"]'), 'questions[1]: must be an object with text, and optionally prompt', 'a bare text');
select is(pg_temp.questions('[{"prompt": "a"}]'), 'questions[0]: must be an object with text, and optionally prompt', 'a prompt alone');
select is(pg_temp.questions('[{"text": "a", "href": "x"}]'), 'questions[0].href: there is no such field; there are text and prompt', 'another field');
select is(pg_temp.questions('[{"text": 1}]'), 'questions[0].text: must be a text that is not empty', 'a number');
select is(pg_temp.questions('[{"text": "a", "prompt": null}]'), 'questions[0].prompt: must be a text that is not empty', 'a null');
select is(pg_temp.questions('[{"text": "a"}, {"text": "b"}, {"text": "a"}]'), 'questions[2].text: is asked twice', 'the same twice');
select is(pg_temp.questions(jsonb_build_array(jsonb_build_object('text', repeat('x', 201)))), 'questions[0].text: must have at most 200 characters', 'a long question');
select is(pg_temp.questions(jsonb_build_array(jsonb_build_object('text', 'x', 'prompt', repeat('x', 1001)))),
  'questions[0].prompt: must have at most 1000 characters', 'a long prompt');
select is(pg_temp.questions(jsonb_build_array(jsonb_build_object('text', 'x', 'prompt', repeat('x', 1000)))), null, 'and one that fits');

select is(pg_temp.questions('["text"]'), 'questions[0]: must be an object with text, and optionally prompt', 'a text in place of a question');

create function pg_temp.style(name text, given jsonb) returns text language sql as $$
  select private.section_fault('t', '', '[]', jsonb_build_object(name, given))
$$;
select is_empty(
  $$select good.name, good.value from (values
    ('accent_color', '#fff'), ('background_color', '#A1B2C3'), ('border_color', '#00000080'), ('text_color', '#000'),
    ('border_radius', '8px'), ('border_width', '0'), ('font_size', '1.25rem'), ('gap', '999px'), ('padding', '0.5rem'),
    ('max_width', '100%'), ('max_width', '640px'), ('max_width', '50%'), ('font_weight', 'bold'), ('font_weight', '600'),
    ('text_align', 'center'), ('layout', 'grid'), ('columns', '3')) as good (name, value)
  where pg_temp.style(good.name, to_jsonb(good.value)) is not null$$, 'styles that there are'
);
select is_empty(
  $$select bad.name, bad.value from (values
    ('text_color', 'red'), ('text_color', '#ffff'), ('text_color', '#fff;background:url(//evil.example)'), ('text_color', '#fff' || chr(10)),
    ('text_color', '#fff}body{display:none'), ('text_color', 'expression(alert(1))'), ('text_color', 'url(javascript:alert(1))'),
    ('text_color', 'var(--x)'), ('text_color', '#ff\66'), ('background_color', '#fff/**/'), ('font_size', '1000px'), ('font_size', 'calc(1px)'),
    ('font_size', '-1px'), ('gap', '1em'), ('padding', '1px 2px'), ('max_width', '101%'), ('max_width', '0%'), ('font_weight', '650'),
    ('text_align', 'left;'), ('layout', 'x'), ('columns', '7'), ('text_color', '</style><script>')) as bad (name, value)
  where pg_temp.style(bad.name, to_jsonb(bad.value)) !~ ('^styling\.' || bad.name || ': must be a text like ')
    or pg_temp.style(bad.name, to_jsonb(bad.value)) is null$$, 'values that are none, or more than one declaration'
);
select is(pg_temp.style('columns', '3'), 'styling.columns: must be a text like [1-6]', 'a number');
select matches(pg_temp.style('position', '"fixed"'), '^styling\.position: there is no such style; there are accent_color, .*text_color$', 'a style that there is not');
select is_empty(
  $$select name from unnest('{behavior,-moz-binding,background,background_image,content,style,class,on_click,--x,TEXT_COLOR}'::text []) as name
  where pg_temp.style(name, '"#fff"') is null$$, 'nor any of these'
);
select is(private.section_fault('t', '', '[]', '[]'), 'styling: must be an object', 'an array');
select is(private.section_fault('t', '', '[]', null), 'styling: must be an object', 'null');

-- No way around the RPCs: the table asks the same.
select throws_ok(
  $$update public.ai_sections set body = '<script>'$$, '23514', null, 'the table refuses it as well'
);
select * from finish();
rollback;
