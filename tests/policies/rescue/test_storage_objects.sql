-- Files of cases: as the cases themselves; the folders of a path decide. Through Storage itself:
-- tests/e2e/product/test_case_documents.py.
-- row: T05 T06 T07 T08
begin;
select plan(36);

create function pg_temp.path(code text, site text default 'toto.example') returns text language sql as $$
  select tests.domain(path.site) || '/' || md5('case/' || path.site || path.code)::uuid || '/a.txt'
$$;
create function pg_temp.add(path text, bucket text default 'case-documents') returns text language sql as $$
  select tests.refusal(format('insert into storage.objects (bucket_id, name) values (%L, %L)', add.bucket, add.path || '.new'))
$$;
create function pg_temp.seen() returns bigint language sql as $$ select count(*) from storage.objects $$;
-- Under the id of a case, in the folder of a domain that it is not of.
create function pg_temp.stray(code text) returns text language sql as $$
  select tests.domain('abtasty.com') || '/' || md5('case/toto.example' || stray.code)::uuid || '/a.txt'
$$;
grant execute on all functions in schema pg_temp to public;
insert into storage.buckets (id, name) values ('other', 'other');
insert into storage.objects (bucket_id, name)
select 'case-documents', pg_temp.path('R-000' || n) from generate_series(1, 6) as n
union all values ('case-documents', pg_temp.path('R-0001', 'cooking.example')), ('case-documents', pg_temp.stray('R-0001')), ('other', pg_temp.path('R-0001'));

select is((select public from storage.buckets where id = 'case-documents'), false, 'the bucket is private');
select tests.as('admin@admin.com');
select is(pg_temp.seen(), 8::bigint, 'admin reads all, and nothing of another bucket');
select is(pg_temp.add(pg_temp.path('R-0006')), null, 'adds');
select is(pg_temp.add(pg_temp.path('R-0006'), 'other'), '42501', 'not to another bucket');
select is(tests.rows_affected('delete from storage.objects where name ~ ''new$'''), 1::bigint, 'and deletes');
select tests.as('staff@demo.example');
select is(pg_temp.seen(), 6::bigint, 'staff reads those of the rescue programme');
select is(pg_temp.add(pg_temp.path('R-0005')), null, 'adds');
select is(pg_temp.add(pg_temp.path('R-0001', 'cooking.example')), '42501', 'not next door');
select is(pg_temp.add(upper(pg_temp.path('R-0005'))), '42501', 'nor to what only looks like an id');
select is(pg_temp.add(tests.domain('toto.example')::text), '42501', 'nor to no case');
select is(tests.rows_affected('update storage.objects set version = ''2'''), 7::bigint, 'replaces');
select is(tests.refusal(format('update storage.objects set name = %L', tests.domain('toto.example'))), '42501', 'leaves them where they belong to a case');
select is(tests.rows_affected('delete from storage.objects'), 0::bigint, 'and deletes none');
select tests.as('support@demo.example');
select is(pg_temp.seen(), 2::bigint, 'support reads those of its domains');
select is(tests.rows_affected('update storage.objects set version = ''3'''), 0::bigint, 'replaces none');
select is(pg_temp.add(pg_temp.path('R-0001', 'cooking.example')), '42501', 'and adds none');
select tests.as('partner@demo.example');
select is(pg_temp.seen(), 2::bigint, 'a partner reads those of his two cases');
select is(pg_temp.add(pg_temp.path('R-0002')), '42501', 'adds none');
select is(tests.rows_affected('update storage.objects set version = ''3'''), 0::bigint, 'replaces none');
select tests.as('guardian@demo.example');
select is(pg_temp.seen(), 1::bigint, 'a guardian reads those of the case that is his');
-- An update that reads no column asks for no select: the policy on update is alone.
select is(tests.rows_affected('update storage.objects set version = ''4'''), 1::bigint, 'replaces those of that case alone');
select is(tests.refusal(format('update storage.objects set name = %L', pg_temp.path('R-0003') || 'x')), '42501', 'puts none to another case');
select is(tests.refusal(format('update storage.objects set name = %L', pg_temp.stray('R-0001') || 'x')), '42501', 'nor to another domain');
select is(pg_temp.add(pg_temp.stray('R-0001')), '42501', 'and adds none there');
select is(pg_temp.add(pg_temp.path('R-0001')), null, 'adds');
select is(pg_temp.add(pg_temp.path('R-0002')), '42501', 'not to one that was his');
select is(
  tests.refusal(format('update storage.objects set name = %L where name = %L', pg_temp.path('R-0003') || 'x', pg_temp.path('R-0001'))),
  '42501', 'moves none away'
);
select is(tests.rows_affected('update storage.objects set version = ''4'''), 2::bigint, 'replaces those of that case');
select is(tests.refusal('update storage.objects set bucket_id = ''other'''), '42501', 'and puts them nowhere else');
select is(tests.rows_affected('delete from storage.objects'), 0::bigint, 'and deletes none');
select tests.as('admin@admin.com');
select is(tests.rows_affected('delete from storage.objects'), 10::bigint, 'admin deletes all files of cases');
select tests.back();
select is((select string_agg(o.bucket_id, ' ') from storage.objects as o), 'other', 'and none of another bucket');
select tests.as('user@user.com');
select is(pg_temp.seen(), 0::bigint, 'a client user reads none');
select tests.as('business@demo.example', 'aal2');
select is(pg_temp.seen(), 0::bigint, 'nor business');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is(pg_temp.seen(), 0::bigint, 'nor a stranger');
select tests.as_anon();
select is(tests.refusal('select from storage.objects'), '42501', 'anon is refused');

select * from finish();
rollback;
