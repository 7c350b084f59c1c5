// Everything above is defined; now the page is changed once, in order.
for (const group of document.querySelectorAll(".tabs")) tabs.enhance(group);
addCopyButtons(document);

{
  const followHash = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
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
