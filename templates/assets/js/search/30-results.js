// Hits as groups of links in the list of the dialog. Everything is set as text: nothing of the index is read as HTML.

const MOST_OF_KIND = { model: 8, provider: 3, protocol: 3, parameter: 6, error: 5, question: 5, section: 5 };

// Hits by kind, the kind of the best hit first.
function group(hits) {
  const groups = new Map();
  for (const hit of hits) {
    const kind = KINDS[hit.entry.kind];
    if (!groups.has(kind)) groups.set(kind, []);
    if (groups.get(kind).length < MOST_OF_KIND[kind]) groups.get(kind).push(hit.entry);
  }
  return groups;
}

function showResults(list, hits, query, home) {
  const words = Array.from(new Set(fold(query).match(PIECES)), (text) => ({ text, stem: stem(text) }));
  let count = 0;
  const groups = Array.from(group(hits), ([kind, entries]) => {
    const box = make("div", "search-group");
    const title = make("div", "search-kind", list.getAttribute(`data-of-${kind}`));
    title.id = `search-kind-${kind}`;
    box.setAttribute("role", "group");
    box.setAttribute("aria-labelledby", title.id);
    box.append(title);
    for (const entry of entries) {
      count += 1;
      box.append(makeOption(entry, words, home, count));
    }
    return box;
  });
  list.replaceChildren(...groups);
  return count;
}

function makeOption(entry, words, home, number) {
  const option = make("a", "search-option");
  option.id = `search-option-${number}`;
  option.href = home + entry.href;
  option.tabIndex = -1;
  option.setAttribute("role", "option");
  option.setAttribute("aria-selected", "false");
  if (entry.lang) option.lang = entry.lang;
  const title = make("span", "search-title");
  mark(title, entry.title, words);
  option.append(title);
  const id = shownId(entry, words);
  if (id) {
    const code = make("code", "search-id");
    code.translate = false;
    mark(code, id, words);
    option.append(" ", code);
  }
  if (entry.detail) {
    const detail = make("span", "search-detail");
    mark(detail, entry.detail, words.filter((word) => !isNumber(word.text))); // there, numbers are prices
    option.append(" ", detail);
  }
  return option;
}

// The id that fits the query best stands beside the name of a model: an alias tells why it was found.
function shownId({ kind, ids }, words) {
  if (KINDS[kind] !== "model") return "";
  const callable = ids.filter((id) => !id.includes("/") || id === ids[0]);
  const key = words.map((word) => word.text).join("");
  return callable.find((id) => spell(id) === key) || callable.find((id) => spell(id).startsWith(key)) || callable[0];
}

// Puts a text into an element, with what agrees with the query as <mark>.
function mark(element, text, words) {
  let done = 0;
  for (const found of text.matchAll(PIECES)) {
    const [start, length] = findMarked(found[0], words);
    if (!length) continue;
    const at = found.index + start;
    element.append(text.slice(done, at), make("mark", "", text.slice(at, at + length)));
    done = at + length;
  }
  element.append(text.slice(done));
}

// Gives start and length of what agrees with a word of the query; of a run of Chinese, the words found in it.
function findMarked(piece, words) {
  const folded = fold(piece);
  for (const asked of words) {
    const at = folded.indexOf(asked.text);
    if (at === 0 || (at > 0 && (HAN.test(piece) || asked.text.length > 3))) return [at, asked.text.length];
    if (!HAN.test(piece) && closeness(asked, { text: folded, stem: stem(folded) })) return [0, piece.length];
  }
  return [0, 0];
}

function make(name, className, text = "") {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
