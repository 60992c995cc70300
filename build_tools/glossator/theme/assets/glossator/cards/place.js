// Where a card stands: beside the passage that holds its link, else above or below it, else above or below the link's
// lines. It never covers those: where nothing has room, the card is lower, and scrolls.

const GAP = 8; // pixels between a card and what it must not cover
const LEAST = 80; // pixels that a card is high at least

/**
 * Return {left, top, room}: the first place in the order of preference that has room for a card of that size, and how
 * high the card may be. `line` is the one of the link's lines that is pointed at, `block` what holds the passage.
 */
export function placeFor({ width, height }, line, lines, block, view) {
  const lowest = view.height - height - GAP;
  const left = Math.max(GAP, Math.min(line.left, view.width - width - GAP));
  const { over, under } = around(lines, view);
  const places = [
    { left: block.right + 3 * GAP, top: Math.max(view.top + GAP, Math.min(line.top, lowest)) },
    { left, top: block.bottom + GAP },
    { left, top: block.top - height - GAP },
    { left, top: under.from },
    { left, top: over.to - height },
  ];
  const hasRoom = (place) =>
    place.left + width <= view.width - GAP && place.top >= view.top && place.top + height <= view.height - GAP;
  const place = places.find(hasRoom);
  if (place) return { ...place, room: height };
  const room = Math.max(LEAST, Math.min(height, Math.max(under.room, over.room)));
  return { left, top: under.room >= over.room ? under.from : over.to - room, room };
}

/** Return {above, room} of a card that lies at an edge of the window: at the lower one, unless its link is there. */
export function sheetFor({ height }, lines, view) {
  const { over, under } = around(lines, { ...view, top: 0 });
  const above = under.room < height && over.room > under.room;
  return { above, room: Math.max(LEAST, Math.min(height, above ? over.room : under.room)) };
}

function around(lines, view) {
  const to = Math.min(...lines.map(({ top }) => top)) - GAP;
  const from = Math.max(...lines.map(({ bottom }) => bottom)) + GAP;
  return { over: { to, room: to - view.top }, under: { from, room: view.height - GAP - from } };
}
