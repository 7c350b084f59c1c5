// How well a word of the query and a word of an entry agree, from 0 to 1.

const isNumber = (word) => /^\p{N}/u.test(word);

// The same word, the beginning of it, another form of it, or a word of its root: `отключить`, `отключение`.
// Numbers have no forms: `4` does not find `40`, but `42` finds `429` while it is typed.
function closeness(asked, word) {
  if (asked.text === word.text) return 1;
  const isBeginning = asked.text.length > 1 && word.text.startsWith(asked.text);
  if (isNumber(asked.text)) return isBeginning ? 0.6 : 0;
  if (isBeginning) return 0.7 + (0.2 * asked.text.length) / word.text.length;
  if (asked.stem === word.stem) return 0.85;
  const [short, long] = asked.stem.length < word.stem.length ? [asked.stem, word.stem] : [word.stem, asked.stem];
  return short.length > 3 && long.length - short.length < 4 && long.startsWith(short) ? 0.65 : 0;
}

// A slip in a word, or in what is typed of it so far; the first letter of a short word is rarely wrong.
function closenessOfSlips(asked, word) {
  const { length } = asked.text;
  if (length < 3 || word.text.length < 3 || isNumber(asked.text) || isNumber(word.text)) return 0;
  if (length < 5 && asked.text[0] !== word.text[0]) return 0;
  if (isNear(asked.text, word.text, length < 8 ? 1 : 2)) return 0.5;
  return length > 4 && isNear(asked.text, word.text.slice(0, length), 1) ? 0.4 : 0;
}

// Words that sound alike, or begin so.
function closenessOfSounds(asked, word) {
  if (asked === word) return asked.length > 1 ? 0.6 : 0;
  return asked.length > 2 && word.startsWith(asked) ? 0.3 : 0;
}

// From 0 to 1: the query is a name, begins one, or stands in one; all spelled without separators.
function closenessOfName(key, names) {
  let best = 0;
  for (const name of names) {
    if (name === key) return 1;
    const share = key.length / name.length;
    if (key.length > 1 && name.startsWith(key)) best = Math.max(best, 0.3 + 0.2 * share);
    else if (key.length > 3 && name.includes(key)) best = Math.max(best, 0.1 + 0.1 * share);
  }
  return best;
}
