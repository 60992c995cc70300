// What the dialogs have in common: they open over the page, close with a button, Escape or a press beside them, and the
// words that were selected are selected again afterwards.

/** Prepare a dialog, and return a function that opens it. */
export function prepare(dialog) {
  let kept = [];
  dialog.querySelector('[data-does="close"]').addEventListener("click", () => dialog.close());
  dialog.addEventListener("pointerdown", (event) => {
    if (event.target === dialog && isBeside(dialog, event)) dialog.close();
  });
  dialog.addEventListener("close", () => {
    const selection = document.getSelection();
    selection.removeAllRanges();
    kept.forEach((range) => selection.addRange(range));
  });
  return () => {
    const selection = document.getSelection();
    kept = Array.from({ length: selection.rangeCount }, (_, n) => selection.getRangeAt(n).cloneRange());
    dialog.showModal();
  };
}

function isBeside(dialog, { clientX, clientY }) {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
