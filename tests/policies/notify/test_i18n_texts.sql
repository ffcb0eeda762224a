-- Texts of the product: every active person reads them, nobody writes them; every key has its English.
-- row: T69
begin;
select plan(7);
select is_empty(
  $$select key from public.i18n_texts except select key from public.i18n_texts where locale = 'en'$$,
  'every key can fall back to English'
);
select tests.as('user@user.com');
select ok((select count(*) from public.i18n_texts) >= 20, 'a client user reads them');
select is(tests.refusal($$update public.i18n_texts set text = 'x'$$), '42501', 'changes none');
select tests.as('admin@admin.com', 'aal2');
select is(tests.refusal('delete from public.i18n_texts'), '42501', 'nor does admin');
select tests.back();
select tests.sign_up('stranger@nowhere.example');
select tests.as('stranger@nowhere.example');
select is((select count(*) from public.i18n_texts), 0::bigint, 'an account without a person reads none');
select tests.as_anon();
select is(tests.refusal('select from public.i18n_texts'), '42501', 'anon is refused');
select tests.as_service();
select is(tests.refusal('delete from public.i18n_texts'), '42501', 'the worker deletes none');
select * from finish();
rollback;
