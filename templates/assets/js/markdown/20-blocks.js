// Blocks: headings, paragraphs, lists, code, tables, one after the other.

const BLOCKS = `address, article, aside, blockquote, details, div, dl, fieldset, figure, footer, header, h1, h2, h3, h4, h5, h6,
  hr, main, nav, ol, p, pre, section, table, ul`;

const isBlock = (node) => node.nodeType === Node.ELEMENT_NODE && (node.matches(BLOCKS) || node.querySelector(BLOCKS) !== null);

// What highlighters call the languages of snippets whose names say something else.
const FENCE_LANGUAGES = { curl: "sh", httpx: "python", fetch: "javascript", cmd: "bat" };
const FENCE_VARIANTS = { "json/stream": "", switch: "diff" };

// Signs that mean a list, a heading or a quotation at the beginning of a line.
const escapeStart = (text) => text.replace(/^(\d+)(?=[.)](\s|$))/, "$1\\").replace(/^(?:[#>+-]|~~~)/, "\\$&");

const indent = (text, width) => text.replace(/\n(?=.)/g, `\n${" ".repeat(width)}`);

function writeCodeBlock(pre) {
  const code = pre.textContent.replace(/\n$/, "");
  const [language, variant] = (pre.dataset.snippet || "").split("/");
  const known = FENCE_VARIANTS[pre.dataset.snippet] ?? FENCE_VARIANTS[variant];
  const runs = Array.from(code.matchAll(/`+/g), ([run]) => run.length);
  const fence = "`".repeat(Math.max(2, ...runs) + 1);
  return `${fence}${known ?? FENCE_LANGUAGES[language] ?? language}\n${code}\n${fence}`;
}

function writeListItem(item, marker, place) {
  const [first = "", ...others] = writeBlocks(item, place);
  const isList = (block) => block.startsWith("- "); // others cannot follow a line of text at once
  const rest = others.map((block) => `${isList(block) ? "\n" : "\n\n"}${block}`).join("");
  return first && `${marker}${indent(first + rest, marker.length)}`;
}

function writeList(list, place) {
  const start = list.tagName === "OL" ? list.start : null;
  const items = Array.from(list.children).filter((item) => !isSkipped(item));
  const lines = items.map((item, at) => writeListItem(item, start === null ? "- " : `${start + at}. `, place)).filter(Boolean);
  return lines.join(lines.some((line) => line.includes("\n\n")) ? "\n\n" : "\n");
}

// What a click opens gets a heading one step below the one it stands under.
function writeDetails(details, place) {
  const summary = details.querySelector(":scope > summary");
  const level = Math.min(place.heading.level + 1, 6);
  const title = `${"#".repeat(level)} ${finish(writeInline(summary.childNodes, place), " ")}`;
  return [title, ...writeNodes(Array.from(details.childNodes).filter((node) => node !== summary), place)];
}

function writeHeading(heading, place) {
  place.heading.level = Number(heading.tagName[1]);
  return `${"#".repeat(place.heading.level)} ${finish(writeInline(heading.childNodes, place), " ")}`;
}

function writeBlock(element, place) {
  if (/^H[1-6]$/.test(element.tagName)) return [writeHeading(element, place)];
  if (element.matches("ul, ol")) return [writeList(element, place)];
  if (element.tagName === "DL") return [writeTerms(element, place).map((line) => `- ${line}`).join("\n")];
  if (element.tagName === "TABLE") return writeTable(element, place);
  if (element.tagName === "PRE") return [writeCodeBlock(element)];
  if (element.tagName === "DETAILS") return writeDetails(element, place);
  if (element.tagName === "HR") return ["---"];
  if (element.matches("blockquote, [role=note]")) {
    return [`> ${writeBlocks(element, place).join("\n\n").replaceAll("\n", "\n> ")}`];
  }
  return writeBlocks(element, place);
}

// Words of a paragraph; the title of a tab stands alone, so it is set bold.
function writeParagraph(nodes, place) {
  const isTitle = nodes[0]?.parentElement.matches("p.tab-title");
  const text = writeInline(nodes, { ...place, isBold: isTitle });
  return escapeStart(finish(isTitle ? `\u0002${text}\u0003` : text, "\\\n"));
}

function writeNodes(nodes, place) {
  const written = [];
  let words = [];
  const endParagraph = () => {
    written.push(writeParagraph(words, place));
    words = [];
  };
  for (const node of nodes) {
    if (isSkipped(node)) continue;
    if (isBlock(node)) {
      endParagraph();
      written.push(...writeBlock(node, place));
    } else {
      words.push(node);
    }
  }
  endParagraph();
  return separateLists(written.filter(Boolean));
}

// A list right behind another would be read as its end, if its marker were the same.
function separateLists(blocks) {
  const isBullets = (block) => block?.startsWith("- ");
  return blocks.reduce(
    (done, block) => [...done, isBullets(block) && isBullets(done.at(-1)) ? block.replace(/^- /gm, "* ") : block],
    [],
  );
}

/** Give the blocks in an element as Markdown, in order. */
const writeBlocks = (element, place) => writeNodes(element.childNodes, place);
