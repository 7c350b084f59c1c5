// The page of comparisons. Its address holds the models, `?models=google/gemini-3.1-pro,openai/gpt-5.4`, and whether only
// differences are shown; what is chosen elsewhere on the site comes from `comparison`, which `site/85-compare.js` defines.

const root = document.querySelector(".compare[data-index]");
const [problem, hint, result, region] = ["problem", "hint", "result", "region"].map((part) => root.querySelector(`[data-part=${part}]`));
const only = root.querySelector("[name=differences]");
const frame = document.getElementById("compare-frame");
const words = document.getElementById("compare-words").dataset;
const say = (text) => (document.getElementById("status").textContent = text);
const fillText = (text, name, value) => text.replace(`{${name}}`, () => value);

const pages = new Map(); // by key: what a page of a model says, once it was loaded
let models = null; // all there are, from the search
let keys = []; // of the models shown
let drawn = 0;

const readAddress = () => {
  const parameters = new URLSearchParams(location.search);
  only.checked = parameters.has("differences");
  return (parameters.get("models") || "").split(",").map((id) => id.trim()).filter(Boolean);
};
const writeAddress = (write) => {
  const search = comparison.search(keys);
  history[write](null, "", `${location.pathname}${search}${only.checked ? `${search ? "&" : "?"}differences` : ""}`);
};

// Shows the models an address names; what it names in vain is said.
async function follow() {
  const ids = readAddress();
  const known = ids.map((id) => models.get(id)?.key);
  const unknown = ids.filter((_, place) => !known[place]);
  const wanted = Array.from(new Set(known.filter(Boolean)));
  keys = wanted.slice(0, comparison.most);
  tell([
    unknown.length ? fillText(words.unknown, "ids", unknown.join(", ")) : "",
    wanted.length > keys.length ? words.leftOut : "",
  ]);
  await draw();
}

function tell(texts) {
  const text = texts.filter(Boolean).join(words.space);
  problem.querySelector("p").textContent = text;
  problem.hidden = !text;
}

// Changes what is shown: a step back leads to what was shown before.
async function change(next) {
  keys = next;
  tell([]);
  writeAddress("pushState");
  await draw();
}

async function draw() {
  drawn += 1;
  const own = drawn;
  comparison.write(keys.map((key) => [key, models.get(key).title]));
  hint.textContent = hint.dataset.words ||= hint.textContent;
  if (keys.some((key) => !pages.has(key))) hint.textContent = words.loading;
  const failed = [];
  await Promise.all(keys.filter((key) => !pages.has(key)).map(async (key) => {
    try {
      pages.set(key, await loadModel(`${root.dataset.models}${key}/`));
    } catch (error) {
      failed.push(models.get(key).title);
    }
  }));
  if (own !== drawn) return; // something else was chosen meanwhile
  hint.textContent = hint.dataset.words;
  if (failed.length) tell([fillText(words.failed, "names", failed.join(", "))]);
  const shown = keys.filter((key) => pages.has(key)).map((key) => ({ key, href: `${root.dataset.models}${key}/`, ...pages.get(key) }));
  region.replaceChildren(...(shown.length ? [makeTable(frame, shown, words, makeTools)] : []));
  result.hidden = !shown.length;
  hint.hidden = shown.length > 1;
  root.classList.add("ready");
}

function makeTools({ key, name }) {
  const tools = document.getElementById("compare-head").content.firstElementChild.cloneNode(true);
  const place = keys.indexOf(key);
  for (const button of tools.children) {
    const label = button.lastElementChild;
    button.value = key;
    button.disabled = "move" in button.dataset && !keys[place + Number(button.dataset.move)];
    button.title = fillText(label.textContent, "name", name);
    label.textContent = button.title;
  }
  return tools;
}

// The focus stays on the button that was pressed, or on the one that takes its place.
async function press(button) {
  const key = button.value;
  const place = keys.indexOf(key);
  const step = Number(button.dataset.move || 0);
  const next = keys.filter((other) => other !== key);
  if (step) next.splice(place + step, 0, key);
  await change(next);
  if (!step) say(fillText(words.removed, "name", models.get(key).title));
  const column = region.querySelectorAll("thead .compare-tools")[step ? place + step : Math.min(place, keys.length - 1)];
  const pressed = step ? column.querySelector(`[data-move="${step}"]`) : column?.querySelector("[data-remove]");
  (pressed?.disabled ? column.querySelector(`[data-move="${-step}"]`) : pressed || root.querySelector("input")).focus();
}

async function start() {
  const search = await import(root.dataset.search);
  models = await search.openModels(root.dataset.index);
  startPicker(document.getElementById("compare-input"), document.getElementById("compare-list"), {
    find: (query) => models.find(query),
    isChosen: ({ key }) => keys.includes(key),
    say: (text) => (root.querySelector("[data-part=found]").textContent = text),
    none: words.none,
    pick: async ({ key, title }) => {
      if (keys.length >= comparison.most) return tell([words.full]);
      await change([...keys, key]);
      say(fillText(words.added, "name", title));
    },
  });
  region.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) press(button);
  });
  only.addEventListener("change", () => writeAddress("replaceState"));
  addEventListener("popstate", follow);
  // Without models in the address: those chosen on other pages.
  const remembered = comparison.read().map(([key]) => key).filter((key) => models.get(key));
  if (!readAddress().length && remembered.length) {
    keys = remembered;
    writeAddress("replaceState");
  }
  await follow();
}

start().catch((error) => {
  root.classList.add("ready");
  tell([words.broken]);
  console.error(error);
});
