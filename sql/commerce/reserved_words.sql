-- requires: sql/platform/default_privileges.sql
-- What nobody may go by, since others would take him for the platform.
create table private.reserved_words (
  word text not null,
  constraint reserved_words_pkey primary key (word),
  constraint reserved_words_word_check check (word = lower(word))
);
alter table private.reserved_words enable row level security;

comment on table private.reserved_words is 'Words that no invite code may be, in lowercase.';
comment on column private.reserved_words.word is 'The word.';

revoke all on private.reserved_words from public, anon, authenticated, service_role;
