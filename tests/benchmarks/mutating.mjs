// Reads mutated XML by the engine of a built page, and prints a sum for each text. Arguments: the built page, the module
// that mutates and reads, an archive of the parts to be mutated, and how many texts are made.
import { readFileSync } from "node:fs";
import { started } from "./runtime.mjs";

const [page, module, parts, number] = process.argv.slice(2);
const python = await started(page);
python.FS.writeFile("/site/mutated_xml.py", readFileSync(module));
python.FS.writeFile("/parts.zip", new Uint8Array(readFileSync(parts)));
console.log(python.runPython(`from mutated_xml import sums\n"\\n".join(sums("/parts.zip", ${Number(number)}))`));
