// The theme's instant navigation changes the page's content and loads nothing. A document that comes so has not what
// readers annotate with, or that of the document before: the page is loaded, as it is without instant navigation.

let isFirst = true;

// The theme's own: the document, each time that its content has changed, and first as it was loaded.
window.document$?.subscribe(() => {
  if (!isFirst && document.querySelector(".annotating[hidden]")) location.reload();
  isFirst = false;
});
