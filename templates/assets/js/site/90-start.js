// Everything above is defined; now the page is changed once, in order.
for (const group of document.querySelectorAll(".tabs")) tabs.enhance(group);
addCopyButtons(document);

{
  const findTarget = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch (error) {
      return null; // not everything behind a `#` is the encoding of a text: `#%E0%A4%A`
    }
  };
  const followHash = () => {
    const target = findTarget();
    if (!target) return;
    tabs.reveal(target);
    target.scrollIntoView();
  };
  addEventListener("hashchange", followHash);
  followHash();

  // Paper has no tabs and no closed answers; what was closed is closed again afterwards.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = Array.from(document.querySelectorAll("details:not(.menu):not([open])"));
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
