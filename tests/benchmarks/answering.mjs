// Answers drafts by the engine of a built page, and prints for each the SHA-256 of its JSON or the sentence with which it
// is refused. Arguments: the built page, and a file with the path of a draft in each line.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { started } from "./runtime.mjs";

const [page, list] = process.argv.slice(2);
const python = await started(page);
const desk = python.pyimport("sec_rules.page.desk");
for (const path of readFileSync(list, "utf-8").split("\n").filter(Boolean)) {
  const asked = { do: "give", what: "json", drafts: [{ name: basename(path), file: 0 }] };
  const told = desk.answered(JSON.stringify(asked), [new Uint8Array(readFileSync(path))], () => {});
  const [answer, made] = [JSON.parse(told.get(0)), told.get(1).toJs()];
  told.destroy();
  const said = answer.refused ? { refused: answer.refused } : { sha256: createHash("sha256").update(made[0]).digest("hex") };
  console.log(JSON.stringify({ path, ...said }));
}
