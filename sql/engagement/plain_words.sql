-- requires: sql/platform/schemas.sql sql/platform/extensions.sql
-- One site's visitors write in several languages, often in one conversation, so a stemmer for one
-- language would hide words of the others. Words are kept whole; case and accents do not count.
-- A configuration that holds unaccent may be named in a generated column: to_tsvector(regconfig,
-- text) is immutable, which extensions.unaccent(text) is not.
create text search configuration private.plain_words (copy = pg_catalog.simple);

alter text search configuration private.plain_words
alter mapping for hword, hword_part, word with extensions.unaccent, pg_catalog.simple;

comment on text search configuration private.plain_words is
'Search in any language: whole words, no stemming, no stop words, without case and accents.';
