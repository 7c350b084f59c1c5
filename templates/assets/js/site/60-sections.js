// The section list marks the section being read, and keeps its entry in view where the list is a bar.
{
  const list = document.querySelector(".toc");
  const links = new Map();
  for (const link of list ? list.querySelectorAll("a") : []) {
    const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (section) links.set(section, link);
  }
  const visible = new Set();
  let current = null;

  // The last one in document order is the innermost: a protocol rather than the whole API.
  // Hidden protocols do not count, nor a section that stands beside the others.
  const isRead = (section) => {
    const rail = section.querySelector(":scope > .rail-sticky");
    return visible.has(section) && !section.hasAttribute("hidden") && !(rail && getComputedStyle(rail).position === "sticky");
  };
  const bringIntoView = (link) => {
    const box = link.closest("ul ul") ? link.closest("ul ul").closest("li") : link;
    if (list.scrollWidth > list.clientWidth) list.scrollTo({ left: box.offsetLeft - 16 });
    else if (list.scrollHeight > list.clientHeight) link.scrollIntoView({ block: "nearest" });
  };
  const mark = () => {
    const shown = Array.from(links.keys()).filter(isRead);
    const link = links.get(shown.pop());
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    link.setAttribute("aria-current", "true");
    bringIntoView(link);
  };

  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) visible[entry.isIntersecting ? "add" : "delete"](entry.target);
      mark();
    },
    { rootMargin: "-64px 0px -75% 0px" },
  );
  for (const section of links.keys()) observer.observe(section);
  document.addEventListener("tabchange", mark);
  // Browsers leave a link where it is if a hair's breadth of it is in view.
  list?.addEventListener("focusin", (event) => bringIntoView(event.target));
}
