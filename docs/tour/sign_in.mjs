import { createClient } from "@supabase/supabase-js";

const supabase = createClient(process.env.BO_API_URL, process.env.BO_PUBLISHABLE_KEY);

const { error } = await supabase.auth.signInWithPassword({
  email: "user@user.com",
  password: "user",
});
if (error) throw error;

const { data: domains } = await supabase.rpc("my_domains").throwOnError();
console.log("my domains:", domains.map((domain) => domain.site_domain).join(", "));

const { data: conversations } = await supabase
  .from("conversations")
  .select("domain_id, started_at, outcome, messages(role, content)")
  .order("started_at", { ascending: false })
  .order("seq", { referencedTable: "messages" })
  .limit(2)
  .throwOnError();
for (const conversation of conversations) {
  console.log(`\n${conversation.started_at}  ${conversation.outcome ?? "no outcome"}`);
  for (const message of conversation.messages) console.log(`  ${message.role}: ${message.content}`);
}

const { count } = await supabase
  .from("conversations")
  .select("*", { count: "exact", head: true })
  .neq("domain_id", domains[0].id)
  .throwOnError();
console.log(`\nconversations of other domains: ${count}`);
