// What each person can do with a file of each case, through Storage: a letter for each that works.
// v download, l list, i upload, u replace, d remove
import { createClient } from "@supabase/supabase-js";
import FOLDERS from "./case_folders.mjs";

const { API_URL, PUBLISHABLE_KEY } = process.env;
const PEOPLE = ["admin@admin.com", "user@user.com"].concat(
  ["staff", "partner", "guardian", "business", "support"].map((name) => `${name}@demo.example`),
);
const text = (content) => new Blob([content], { type: "text/plain" });

async function letters(files, folder, name) {
  const found = {
    v: !(await files.download(`${folder}/old.txt`)).error,
    l: ((await files.list(folder)).data ?? []).length > 0,
    i: !(await files.upload(`${folder}/js-${name}.txt`, text("new"))).error,
    u: !(await files.update(`${folder}/old.txt`, text("newer"))).error,
    d: ((await files.remove([`${folder}/js-${name}-old.txt`])).data ?? []).length > 0,
  };
  return Object.keys(found).filter((letter) => found[letter]).join("");
}

const answers = {};
for (const email of PEOPLE) {
  const supabase = createClient(API_URL, PUBLISHABLE_KEY);
  const name = email.split("@")[0];
  await supabase.auth.signInWithPassword({ email, password: name });
  const files = supabase.storage.from("case-documents");
  answers[name] = {};
  for (const [label, folder] of Object.entries(FOLDERS))
    answers[name][label] = await letters(files, folder, name);
}
console.log(JSON.stringify(answers));
