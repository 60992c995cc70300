// A page that leads on to where a document is now: whoever follows a link to a passage comes to that passage.

const now = document.querySelector("a[data-moved]");
if (now && location.hash) {
  const address = new URL(now.href);
  address.hash = location.hash;
  location.replace(address);
}
