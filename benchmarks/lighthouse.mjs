// Two commands for `page_scores.py`, which has no Brotli and no Lighthouse of its own.
//   node lighthouse.mjs compress FILE...                       writes FILE.br beside every file
//   node lighthouse.mjs score PACKAGES CHROME URL...       prints one line of JSON for every page
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

// The root page leads readers of a published language on; French is none.
const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--accept-lang=fr-FR"];

function compress(files) {
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  for (const file of files) writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), best));
}

async function score(packages, chromePath, urls) {
  const load = (path) => import(pathToFileURL(resolve(packages, path)));
  const [{ default: lighthouse }, { launch }] = await Promise.all([
    load("lighthouse/core/index.js"),
    load("chrome-launcher/dist/index.js"),
  ]);
  const chrome = await launch({ chromePath, chromeFlags: FLAGS });
  for (const url of urls) {
    const { lhr } = await lighthouse(url, { port: chrome.port, output: "json", logLevel: "error" });
    const scores = Object.fromEntries(Object.entries(lhr.categories).map(([id, { score }]) => [id, Math.round(100 * score)]));
    const weighty = new Set(Object.values(lhr.categories).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id)));
    const failed = Object.values(lhr.audits).filter(({ id, score }) => weighty.has(id) && score !== null && score < 0.9);
    const reasons = failed.map(({ id, displayValue }) => (displayValue ? `${id} (${displayValue})` : id));
    console.log(JSON.stringify({ url, scores, reasons }));
  }
  await chrome.kill();
}

const [command, ...values] = process.argv.slice(2);
if (command === "compress") compress(values);
else await score(values[0], values[1], values.slice(2));
