// What a React client does: signs in, reads conversations with their messages, calls functions.
// Prints one JSON object of what it was answered.
import { createClient } from "@supabase/supabase-js";

const { API_URL, PUBLISHABLE_KEY } = process.env;
const OTHER_DOMAIN = "10000000-0000-4000-8000-000000000002";

const client = createClient(API_URL, PUBLISHABLE_KEY, { auth: { persistSession: false } });
const short = ({ data, error, status, count }) => ({ data, error, status, count });
const said = {};

said.before = short(await client.from("conversations").select("id"));
const wrong = await client.auth.signInWithPassword({ email: "user@user.com", password: "wrong" });
said.wrong = wrong.error?.code;
const entered = await client.auth.signInWithPassword({ email: "user@user.com", password: "user" });
said.email = entered.data.user?.email;

said.conversations = short(
  await client
    .from("conversations")
    .select("id, domain_id, domains(site_domain), messages(seq, role, content)", { count: "exact" })
    .order("started_at", { ascending: false })
    .order("seq", { referencedTable: "messages" })
    .limit(50),
);
said.elsewhere = short(
  await client.from("conversations").select("id").eq("domain_id", OTHER_DOMAIN),
);
said.me = short(await client.rpc("me"));
said.list = short(await client.rpc("list_conversations", { page_size: 3 }));
said.refused = short(await client.rpc("list_people"));
said.written = short(
  await client.from("domains").update({ site_domain: "stolen.example" }).eq("id", OTHER_DOMAIN),
);
said.unknown = short(await client.rpc("no_such_function"));

await client.auth.signOut();
console.log(JSON.stringify(said));
