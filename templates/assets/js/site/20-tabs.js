// Tabs after the ARIA Authoring Practices: https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ (automatic activation).
// The page holds plain blocks, `<div class="tabs" data-tabs="GROUP">` around `[data-tab][data-tab-title]`; without this
// script they stand one below the other. Groups of one name switch together, and the choice is remembered.
const tabs = (() => {
  let count = 0;

  const panelsOf = (group) => Array.from(group.children).filter((child) => child.dataset.tab);

  // `until-found` keeps hidden panels within reach of the browser's search in the page.
  const hide = (panel) => panel.setAttribute("hidden", "until-found");

  function show(group, id) {
    const panels = panelsOf(group);
    if (!panels.some((panel) => panel.dataset.tab === id)) return false;
    for (const panel of panels) {
      const isChosen = panel.dataset.tab === id;
      const tab = document.getElementById(panel.getAttribute("aria-labelledby"));
      if (isChosen) panel.removeAttribute("hidden");
      else hide(panel);
      if (tab) {
        tab.setAttribute("aria-selected", String(isChosen));
        tab.tabIndex = isChosen ? 0 : -1;
      }
    }
    group.dispatchEvent(new CustomEvent("tabchange", { bubbles: true, detail: { id } }));
    return true;
  }

  // Panels differ in height: what the reader clicked must stay under the pointer.
  function choose(name, id, anchor) {
    const before = anchor ? anchor.getBoundingClientRect().top : 0;
    for (const group of document.querySelectorAll(`.tabs[data-tabs="${CSS.escape(name)}"]`)) show(group, id);
    choices.set(`tab-${name}`, id);
    if (anchor) {
      const moved = anchor.getBoundingClientRect().top - before;
      if (moved) scrollBy({ top: moved, behavior: "instant" });
    }
  }

  function onKey(event) {
    const steps = { ArrowRight: 1, ArrowLeft: -1 };
    const all = Array.from(event.currentTarget.children);
    const at = all.indexOf(event.target);
    let next = null;
    if (event.key in steps) next = all[(at + steps[event.key] + all.length) % all.length];
    else if (event.key === "Home") next = all[0];
    else if (event.key === "End") next = all[all.length - 1];
    if (!next || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    next.click();
    next.focus();
  }

  function addTab(group, list, panel) {
    const tab = document.createElement("button");
    count += 1;
    tab.type = "button";
    tab.id = `tab-${count}`;
    tab.textContent = panel.dataset.tabTitle;
    tab.setAttribute("role", "tab");
    panel.id = panel.id || `panel-${count}`;
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    tab.setAttribute("aria-controls", panel.id);
    tab.addEventListener("click", () => choose(group.dataset.tabs, panel.dataset.tab, tab));
    panel.addEventListener("beforematch", () => choose(group.dataset.tabs, panel.dataset.tab));
    list.append(tab);
  }

  function enhance(group) {
    const panels = panelsOf(group);
    group.classList.add("ready");
    if (panels.length < 2) return;
    group.classList.add("many");
    const list = document.createElement("div");
    list.className = "tab-list";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", group.dataset.label);
    list.addEventListener("keydown", onKey);
    for (const panel of panels) addTab(group, list, panel);
    group.prepend(list);
    if (!show(group, choices.get(`tab-${group.dataset.tabs}`))) show(group, panels[0].dataset.tab);
  }

  // Opens every panel and every answer around an element, so that a link into it leads somewhere.
  function reveal(element) {
    for (let at = element; at; at = at.parentElement) {
      if (at.dataset.tab && at.hasAttribute("hidden")) show(at.parentElement, at.dataset.tab);
      if (at.tagName === "DETAILS") at.open = true;
    }
  }

  return { enhance, reveal };
})();
