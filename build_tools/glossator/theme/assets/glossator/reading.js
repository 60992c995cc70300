// What helps to read a document: names are marked as the reader chose, and the header tells which passage one is at.
// It is no module: browsers load none from disk.
(() => {
  const KEPT = "glossator-marking";

  /** Return what the reader chose on an earlier page, if this browser keeps such things. */
  function kept() {
    try {
      return localStorage.getItem(KEPT) ?? "all";
    } catch {
      return "all";
    }
  }

  function keep(choice) {
    try {
      localStorage.setItem(KEPT, choice);
    } catch {
      // It is for this page alone then.
    }
  }

  function mark(choice) {
    document.documentElement.dataset.marking = choice;
  }

  const marking = document.querySelector(".marking");
  if (marking) {
    const choices = [...marking.querySelectorAll("input")];
    // A document that names nobody of the kind that was chosen elsewhere shows all, and nothing is forgotten.
    const chosen = choices.find(({ value }) => value === kept()) ?? choices[0];
    chosen.checked = true;
    mark(chosen.value);
    marking.addEventListener("change", ({ target }) => {
      keep(target.value);
      mark(target.value);
    });
  }

  const topic = document.querySelector(".md-header__topic:last-child");
  const passages = [...document.querySelectorAll("article.source .block")];
  if (topic && passages.length > 1) {
    const seen = new Set();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) seen[isIntersecting ? "add" : "delete"](target);
        const first = passages.find((passage) => seen.has(passage));
        if (first) topic.dataset.place = `${first.id} of ${passages.length}`;
      },
      { rootMargin: "-12% 0px -55% 0px" }, // below the header, and where eyes rest
    );
    for (const passage of passages) observer.observe(passage);
  }
})();
