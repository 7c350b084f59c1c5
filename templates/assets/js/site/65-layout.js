// The style sheet leaves what is far from the screen out of the first layout, so that long pages open without a pause.
// Here it is let in again, one part at a time and only while there is nothing else to do.
{
  const parts = Array.from(document.querySelectorAll(".columns > section, .api-reference > .scroll"));
  const whenIdle = window.requestIdleCallback || ((step) => setTimeout(step, 50));
  const letIn = () => {
    parts.shift()?.classList.add("laid");
    if (parts.length) whenIdle(letIn);
  };
  addEventListener("load", () => whenIdle(letIn));
}
