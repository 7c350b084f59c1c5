// Text inside a block as Markdown: CommonMark with the tables of GitHub, https://github.github.com/gfm/.
// `place` is where it stands: `base`, the address links are resolved against, and `isBold`.

// Controls, pictures, what repeats other parts (bars beside their table, the quick start), and what only scripts can use.
// A button that sorts is the head of its column.
const SKIPPED = `svg, button:not(.sort), input, select, textarea, label, form, output, dialog, template, script, style,
  [aria-hidden="true"], .needs-script, .rail, .parameter-list, .of-maker .maker-cell`;

// Marks in a text until `finish` sees what stands around them: a new line, and both ends of bold and italic words.
const BREAK = "\u0001";
const EMPHASIS = [
  { tags: ["B", "STRONG"], open: "\u0002", close: "\u0003", mark: "**", html: "strong" },
  { tags: ["EM", "I", "CITE", "DFN"], open: "\u0004", close: "\u0005", mark: "*", html: "em" },
];

// Panels of tabs that are not chosen count as shown.
const isSkipped = (node) =>
  node.nodeType !== Node.TEXT_NODE &&
  (node.nodeType !== Node.ELEMENT_NODE || node.matches(SKIPPED) || (node.hidden && !node.dataset.tab));

const escapeText = (text) =>
  text
    .replace(/[\\`*[\]]|~(?=~)|<(?=[\w/!?])|&(?=#?\w+;)|!$/g, "\\$&")
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_");

// A code span may hold any text: its fence is longer than every run of back-ticks in it.
function writeCode(text) {
  const code = text.replace(/[ \t\r\n\f]+/g, " ").trim();
  const runs = Array.from(code.matchAll(/`+/g), ([run]) => run.length);
  const fence = "`".repeat(Math.max(0, ...runs) + 1);
  const pad = code.startsWith("`") || code.endsWith("`") ? " " : "";
  return code && `${fence}${pad}${code}${pad}${fence}`;
}

function writeLink(link, place) {
  const label = finish(writeInline(link.childNodes, place), " ");
  const address = new URL(link.getAttribute("href"), place.base).href;
  return label && `[${label}](${/[()<>]/.test(address) ? `<${address}>` : address})`;
}

// Terms with their descriptions, as lines: `**Range**: 0 to 2`. Chinese sets its own colon.
function writeTerms(list, place) {
  const colon = list.closest("[lang]").lang.startsWith("zh") ? "：" : ": ";
  const entries = [];
  for (const item of list.querySelectorAll("dt, dd")) {
    const text = finish(writeInline(item.childNodes, { ...place, isBold: item.tagName === "DT" }), " ");
    if (item.tagName === "DT") entries.push({ term: text, descriptions: [] });
    else if (text) entries.at(-1).descriptions.push(text);
  }
  const write = ({ term, descriptions }) => finish(`\u0002${term}\u0003${colon}${descriptions.join("; ")}`, " ");
  return entries.filter((entry) => entry.descriptions.length).map(write);
}

function writeElement(element, place) {
  const emphasis = EMPHASIS.find(({ tags }) => tags.includes(element.tagName));
  if (["CODE", "SAMP", "KBD"].includes(element.tagName)) return writeCode(element.textContent);
  if (element.tagName === "BR") return BREAK;
  if (element.tagName === "DL") return `${BREAK}${writeTerms(element, place).join(BREAK)}${BREAK}`;
  if (element.tagName === "A" && element.hasAttribute("href")) return writeLink(element, place);
  const text = writeInline(element.childNodes, { ...place, isBold: place.isBold || element.tagName === "STRONG" });
  return emphasis && !place.isBold ? `${emphasis.open}${text}${emphasis.close}` : text;
}

// A separator that the style sheet puts behind a word, e.g. `·` between kinds of input; what is not read out is none.
const writeSeparator = (element) => /^"([^"]+)"$/.exec(getComputedStyle(element, "::after").content)?.[1] ?? "";

// What stands before an element, and a space or a line after it: nothing within a line, otherwise one of three.
function edgeOf(element) {
  const { display } = getComputedStyle(element);
  if (element.matches(":is(h1, h2, h3, h4) > small")) return " · ";
  if (display === "inline" || element.matches(".visually-hidden")) return "";
  const isItem = /flex|grid/.test(getComputedStyle(element.parentElement).display);
  return isItem || display.startsWith("inline-") ? " " : BREAK;
}

/** Give nodes as Markdown that still has the marks of `finish`. */
function writeInline(nodes, place) {
  let text = "";
  for (const node of nodes) {
    if (isSkipped(node)) continue;
    if (node.nodeType === Node.TEXT_NODE) {
      text += escapeText(node.data);
      continue;
    }
    const edge = edgeOf(node);
    const separator = writeSeparator(node);
    text += `${edge}${writeElement(node, place)}${separator && ` ${separator} `}${edge === BREAK ? BREAK : edge && " "}`;
  }
  return text;
}

// Marks for bold and italic count only beside the right characters; elsewhere the element itself is written.
// Source: CommonMark 0.31, "left-flanking delimiter run".
function writeEmphasis(text, { open, close, mark, html }) {
  const isLetter = (character) => Boolean(character) && !/[\s\p{P}\p{S}]/u.test(character);
  const pattern = new RegExp(`(.?)${open}([^${close}]+)${close}(?=(.?))`, "gsu");
  return text.replace(pattern, (_, before, words, after) => {
    const opens = isLetter(words[0]) || !isLetter(before);
    const closes = isLetter(words.at(-1)) || !isLetter(after);
    return opens && closes ? `${before}${mark}${words}${mark}` : `${before}<${html}>${words}</${html}>`;
  });
}

/** Give the text of one line: spaces collapsed, lines joined by `lineBreak`, marks resolved. */
function finish(text, lineBreak) {
  const collapsed = text
    .replace(/[ \t\r\n\f]+/g, " ")
    .replace(/([\u0002\u0004]+)([ \u0001]+)/g, "$2$1")
    .replace(/([ \u0001]+)([\u0003\u0005]+)/g, "$2$1")
    .replace(/\u0002\u0003|\u0004\u0005/g, "")
    .replace(/[ \u0001]*\u0001[ \u0001]*/g, BREAK)
    .replace(/ {2,}/g, " ")
    .replace(/^[ \u0001]+|[ \u0001]+$/g, "")
    .replaceAll(BREAK, lineBreak);
  return EMPHASIS.reduce(writeEmphasis, collapsed);
}
