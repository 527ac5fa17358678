// The licences of every package that is in the bundle, as one text.

import { existsSync, readdirSync, readFileSync } from "node:fs";

const { inputs } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const names = new Set();
for (const path of Object.keys(inputs)) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path);
  if (found) names.add(found[1]);
}
const parts = [...names].sort().map((name) => {
  const folder = `node_modules/${name}`;
  const { version, license, author } = JSON.parse(readFileSync(`${folder}/package.json`, "utf-8"));
  const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
  const by = typeof author === "string" ? author : (author?.name ?? "");
  const text = file && existsSync(`${folder}/${file}`) ? readFileSync(`${folder}/${file}`, "utf-8").trim() : `${license}${by ? `, ${by}` : ""}`;
  return `${name} ${version} (${license})\n\n${text}`;
});
process.stdout.write(`vega.js is made of these packages by tools/charts/build.sh.\n\n${parts.join(`\n\n${"-".repeat(80)}\n\n`)}\n`);
