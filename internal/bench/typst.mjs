// Prints with typst. Each line of the input is the name of a file with a document and that of the PDF to write; each is
// answered by the number of pages.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { readFileSync, writeFileSync } from "node:fs";

const [, , folder, fonts] = process.argv;
const { NodeCompiler } = createRequire(folder + "/")("@myriaddreamin/typst-ts-node-compiler");
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [fonts] }] });

for await (const line of createInterface({ input: process.stdin })) {
  const [source, target] = line.split("\t");
  // Another document has little of the one before: what is remembered of that is forgotten, as in a fresh process.
  compiler.evictCache(0);
  const compiled = compiler.compile({ mainFileContent: readFileSync(source, "utf8") });
  if (compiled.hasError()) {
    compiled.printDiagnostics();
    process.exit(1);
  }
  writeFileSync(target, compiler.pdf(compiled.result, { pdfStandard: "a-2a", creationTimestamp: 1795426200 }));
  console.log(compiled.result.numOfPages);
}
