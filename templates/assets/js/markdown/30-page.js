/** Give the content of the page as Markdown: all tabs and answers, public addresses, none of the controls. */
export function writePage() {
  const address = document.querySelector("meta[property='og:url']")?.content || location.href;
  const blocks = writeBlocks(document.querySelector("main"), { base: address, heading: { level: 1 }, isBold: false });
  const title = blocks.findIndex((block) => block.startsWith("# "));
  blocks.splice(title + 1, 0, `<${address}>`);
  return `${blocks.join("\n\n")}\n`;
}
