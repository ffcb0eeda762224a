"""Ways to break the board, one at a time, and the cells that must then be wrong: no other."""

from typing import NamedTuple

MEMBERS = ("ann", "bob")


class Break(NamedTuple):
    """sql: what breaks it. fault: of each wrong cell. cells: their keys without the identity.

    people: the identities whose cells they are.
    """

    name: str
    sql: str
    fault: str
    cells: tuple[str, ...]
    people: tuple[str, ...] = MEMBERS

    @property
    def expected(self) -> set[str]:
        return {f"{self.fault} {who}|{cell}" for who in self.people for cell in self.cells}


READS = (
    Break(
        "a policy that lets everybody read",
        "alter policy select_member on public.readings using (true)",
        "wider",
        ("public.readings|select|other tenants",),
    ),
    Break(
        "a policy that lets nobody read",
        "alter policy select_member on public.readings using (false)",
        "narrower",
        ("public.readings|select|own tenants",),
    ),
    Break(
        "a column too many",
        "grant select (draft) on public.notes to authenticated",
        "wider",
        ("public.notes|select(draft)|own tenants", "public.notes|select(draft)|own rows"),
    ),
    Break(
        "a column too few",
        "revoke select (body) on public.notes from authenticated",
        "narrower",
        ("public.notes|select(body)|own tenants", "public.notes|select(body)|own rows"),
    ),
    Break(
        "row security switched off",
        "alter table public.teams disable row level security",
        "wider",
        ("public.teams|select|other tenants",),
    ),
    Break(
        "a policy for those who are not signed in",
        "grant select on public.readings to anon;"
        "create policy select_anon on public.readings for select to anon using (true)",
        "wider",
        ("public.readings|select|other tenants",),
        ("anon",),
    ),
    Break(
        "a view that runs as its owner",
        "alter view public.titles set (security_invoker = off)",
        "wider",
        ("public.titles|select|other tenants",),
    ),
    Break(
        "a view that is closed",
        "revoke select on public.titles from authenticated",
        "narrower",
        ("public.titles|select|own tenants", "public.titles|select|own rows"),
    ),
    Break(
        "a materialized view that is open",
        "grant select on private.totals to authenticated",
        "wider",
        ("private.totals|select|own tenants", "private.totals|select|other tenants"),
    ),
    Break(
        "a partition that can be reached directly",
        "grant select on public.readings_0 to authenticated;"
        "alter table public.readings_0 disable row level security",
        "wider",
        ("public.readings_0|select|own tenants", "public.readings_0|select|other tenants"),
    ),
    Break(
        "a table of a schema that is not exposed",
        "grant select on private.keys to authenticated;"
        "alter table private.keys disable row level security",
        "wider",
        ("private.keys|select|no tenant",),
    ),
    Break(
        "files that everybody sees",
        "grant select on storage.objects to authenticated;"
        "create policy everything on storage.objects for select to authenticated using (true)",
        "wider",
        ("storage.objects|select|own tenants", "storage.objects|select|other tenants"),
    ),
)

WRITES = (
    Break(
        "a row in somebody else's name",
        "alter policy insert_author on public.notes"
        " with check (team_id in (select private.my_teams()))",
        "wider",
        ("public.notes|insert|own tenants, as somebody else",),
    ),
    Break(
        "a row in another team",
        "alter policy insert_author on public.notes with check (author_id = auth.uid())",
        "wider",
        ("public.notes|insert|other tenants, as oneself",),
    ),
    Break(
        "a row under one of another team",
        "alter policy insert_member on public.comments with check (true)",
        "wider",
        ("public.comments|insert|other tenants",),
    ),
    Break(
        "no new rows",
        "alter policy insert_author on public.notes with check (false)",
        "narrower",
        (
            "public.notes|insert|own tenants, as oneself",
            "public.notes|insert(body)|own tenants, as oneself",
        ),
    ),
    Break(
        "a column too many in a new row",
        "grant insert (draft) on public.notes to authenticated",
        "wider",
        ("public.notes|insert(draft)|own tenants, as oneself",),
    ),
    Break(
        "changes to unseen rows of other teams",
        "alter policy update_member on public.notes using (true)",
        "wider",
        ("public.notes|blind update|other tenants",),
    ),
    Break(
        "a column that can no longer be changed",
        "revoke update (body) on public.notes from authenticated",
        "narrower",
        ("public.notes|update(body)|own tenants", "public.notes|update(body)|own rows"),
    ),
    Break(
        "a column that should not be changed",
        "grant update (draft) on public.notes to authenticated",
        "wider",
        ("public.notes|update(draft)|own tenants", "public.notes|update(draft)|own rows"),
    ),
    Break(
        "rows that can be moved to another team",
        "grant update (team_id) on public.notes to authenticated;"
        "alter policy update_member on public.notes with check (true)",
        "wider",
        (
            "public.notes|update(team_id)|own tenants",
            "public.notes|update(team_id)|own rows",
            "public.notes|blind update(team_id)|own tenants",
            "public.notes|blind update(team_id)|own rows",
            "public.notes|blind update(team_id)|own tenants to other tenants",
            "public.notes|blind update(team_id)|own rows to other tenants",
        ),
    ),
    Break(
        "rows of colleagues that can be deleted",
        "alter policy delete_author on public.notes using (team_id in (select private.my_teams()))",
        "wider",
        ("public.notes|delete|own tenants", "public.notes|blind delete|own tenants"),
    ),
    Break(
        "nothing can be deleted",
        "revoke delete on public.notes from authenticated",
        "narrower",
        ("public.notes|delete|own rows",),
    ),
    Break(
        "a trigger that writes to other teams",
        "create function private.spread() returns trigger language plpgsql security definer"
        " set search_path = '' as $$ begin"
        " update public.readings set amount = 7 where amount <> 7; return null; end; $$;"
        "create trigger spread after insert on public.comments"
        " for each row execute function private.spread()",
        "wider",
        ("public.comments|reach by insert|other tenants",),
    ),
)

OVERWRITES = (
    Break(
        "rows of others that can be made one's own at once",
        "alter policy update_author on public.pages"
        " using (author_id = auth.uid() or team_id not in (select private.my_teams()))",
        "wider",
        ("public.pages|blind update(author_id, team_id)|other tenants to own rows",),
    ),
    Break(
        "a page that a trigger hands over when its address is used again",
        "create function private.hand_over() returns trigger language plpgsql security definer"
        " set search_path = '' as $$ begin"
        " update public.pages set author_id = new.author_id where slug = new.slug;"
        " return new; end; $$;"
        "create trigger hand_over before insert on public.pages"
        " for each row execute function private.hand_over()",
        "wider",
        (
            "public.pages|insert again|own tenants",
            "public.pages|insert again|other tenants",
        ),
    ),
    Break(
        "pages of colleagues that can be taken over",
        "alter policy update_author on public.pages using (team_id in (select private.my_teams()))",
        "wider",
        (
            "public.pages|update(author_id)|own tenants to own rows",
            "public.pages|blind update(author_id)|own tenants to own rows",
            "public.pages|upsert|own tenants",
        ),
    ),
    Break(
        "a view whose trigger changes pages of other teams",
        "create or replace function private.post() returns trigger language plpgsql"
        " security definer set search_path = '' as $$ begin"
        " if new.author_id = auth.uid() and new.team_id in (select private.my_teams()) then"
        " insert into public.pages (slug, team_id, author_id, content)"
        " values (new.slug, new.team_id, new.author_id, new.content)"
        " on conflict (slug) do update set content = excluded.content; return new; end if;"
        " raise insufficient_privilege; end; $$",
        "wider",
        ("public.posts|insert again|own tenants", "public.posts|insert again|other tenants"),
    ),
)

DOORS = (
    Break(
        "truncate",
        "grant truncate on public.comments to authenticated",
        "wider",
        ("public.comments|truncate|",),
    ),
    Break(
        "references",
        "grant references on public.comments to authenticated",
        "wider",
        ("public.comments|references|",),
    ),
    Break(
        "trigger",
        "grant trigger on public.comments to anon",
        "wider",
        ("public.comments|trigger|",),
        ("anon",),
    ),
    Break(
        "the last number of a sequence",
        "grant select on public.ticket_numbers to authenticated",
        "wider",
        ("public.ticket_numbers|select|",),
    ),
    Break(
        "the next number of a sequence",
        "grant usage on public.ticket_numbers to anon",
        "wider",
        ("public.ticket_numbers|usage|",),
        ("anon",),
    ),
    Break(
        "a schema's names",
        "grant usage on schema private to anon",
        "wider",
        ("private|usage|",),
        ("anon",),
    ),
    Break(
        "new objects in a schema",
        "grant create on schema public to authenticated",
        "wider",
        ("public|create|",),
    ),
    Break(
        "a function that no longer asks whose row it is",
        "create or replace function public.rename_note(note_id uuid, title text) returns void"
        " language plpgsql security definer set search_path = '' as $$ begin"
        " update public.notes set title = rename_note.title where notes.id = rename_note.note_id;"
        " end; $$",
        "wider",
        ("public.rename_note(uuid,text)|reach|other tenants, with ids of others",),
    ),
    Break(
        "a function that runs as its owner",
        "alter function public.read_notes(uuid) security definer",
        "wider",
        ("public.read_notes(uuid)|reach|other tenants, with ids of others",),
    ),
    Break(
        "a function that cannot be called",
        "revoke execute on function public.read_notes(uuid) from authenticated",
        "narrower",
        ("public.read_notes(uuid)|execute|",),
    ),
    Break(
        "a function that nobody should call",
        "create or replace function public.upkeep() returns void language sql security definer"
        " set search_path = '' as $$ update public.readings set amount = amount + 1 $$;"
        "grant execute on function public.upkeep() to anon",
        "wider",
        ("public.upkeep()|execute|", "public.upkeep()|reach|other tenants"),
        ("anon",),
    ),
)
