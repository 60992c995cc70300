// The theme puts the tables of pages by hand in boxes to scroll: where one has more than it shows, the keyboard reaches it.
// It is no module: browsers load none from disk.
(() => {
  const boxes = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) {
        target.tabIndex = 0;
        target.setAttribute("role", "region");
        target.setAttribute("aria-label", "Table");
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) target.removeAttribute(name);
      }
    }
  });

  // By then the theme has made them.
  addEventListener("load", () => {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap")) boxes.observe(box);
  });
})();
