// What each person learns of donors through the REST API: what is shown, and what filters, orders, counts and
// embedding tell. Prints one JSON object, by person.
import { createClient } from "@supabase/supabase-js";

const { API_URL, PUBLISHABLE_KEY } = process.env;
const PEOPLE = ["admin@admin.com", "user@user.com"].concat(
  ["staff", "partner", "guardian", "business", "support"].map((name) => `${name}@demo.example`),
);
const RESCUE = "10000000-0000-4000-8000-000000000006";
const LUCIA = "lucia.fernandez@mail.example";
const ids = ({ data, error }) => error?.code ?? data.map((row) => row.id).sort();
const number = ({ count, error }) => error?.code ?? count;
const refusal = ({ error }) => error && `${error.code} ${error.details}`;

async function learn(supabase) {
  const shown = () => supabase.from("donation_details");
  const contacts = () => supabase.from("donation_contacts").select("donation_id", { count: "exact" });
  const embedded = (join) =>
    supabase.from("donations").select(`id, donation_contacts${join}(donor_email)`);
  return {
    rows: ids(await shown().select("id").order("given_at", { ascending: false }).limit(50)),
    emails: (await shown().select("donor_email")).data.map((row) => row.donor_email),
    equal: ids(await shown().select("id").eq("donor_email", LUCIA)),
    like: ids(await shown().select("id").ilike("donor_name", "luc%")),
    either: ids(await shown().select("id").or(`donor_email.eq.${LUCIA},donor_phone.like.+549*`)),
    absent: ids(await shown().select("id").is("donor_email", null)),
    ordered: (await shown().select("id").order("donor_email").order("id")).data.map((row) => row.id),
    counted: number(await shown().select("id", { count: "exact", head: true }).eq("donor_email", LUCIA)),
    contacts: number(await contacts()),
    found: number(await contacts().eq("donor_email", LUCIA)),
    inner: ids(await embedded("!inner").eq("donation_contacts.donor_email", LUCIA)),
    outer: (await embedded("")).data.filter((row) => row.donation_contacts?.donor_email).length,
    planned: refusal(
      await supabase.from("donation_contacts").select("*", { count: "planned" }).eq("donor_email", LUCIA),
    ),
    deleted: refusal(await supabase.from("donations").delete().eq("domain_id", RESCUE)),
    edited: refusal(
      await supabase.rpc("update_donor_contact", {
        domain_id: RESCUE,
        donation_id: "00000000-0000-4000-8000-000000000000",
        expected_version: 1,
        donor_name: null,
        donor_email: null,
        donor_phone: null,
      }),
    ),
    removed: refusal(
      await supabase.rpc("delete_donation", {
        domain_id: RESCUE,
        donation_id: "00000000-0000-4000-8000-000000000000",
        expected_version: 1,
      }),
    ),
  };
}

const answers = PEOPLE.map(async (email) => {
  const supabase = createClient(API_URL, PUBLISHABLE_KEY, { auth: { persistSession: false } });
  const name = email.split("@")[0];
  await supabase.auth.signInWithPassword({ email, password: name });
  return [name, await learn(supabase)];
});
console.log(JSON.stringify(Object.fromEntries(await Promise.all(answers))));
