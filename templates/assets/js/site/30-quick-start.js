// The quick start beside a model shows the call through the protocol the reader has chosen.
// Its code is cloned from the protocol's own section before the tabs there are made.
{
  const box = document.querySelector("[data-quick-start]");
  const sources = new Map();
  for (const section of box ? document.querySelectorAll(".protocols > [data-tab]") : []) {
    const first = section.querySelector(".tabs.variants > [data-tab] > .tabs");
    if (first) sources.set(section.dataset.tab, { title: section.dataset.tabTitle, code: first.cloneNode(true) });
  }
  let current = sources.keys().next().value;
  document.addEventListener("tabchange", (event) => {
    const { id } = event.detail;
    const source = sources.get(id);
    if (!event.target.matches(".protocols") || !source || id === current) return;
    current = id;
    const code = source.code.cloneNode(true);
    box.querySelector(".tabs").replaceWith(code);
    box.querySelector("[data-quick-start-name]").textContent = source.title;
    tabs.enhance(code);
    addCopyButtons(code);
  });
}
