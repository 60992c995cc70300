// Where a card stands: beside the passage that holds its link, else above or below it, else above or below the line.

const GAP = 8; // pixels between a card and what it must not cover

/** Return {left, top} in the window for a card of that size: the first place with room, in the order of preference. */
export function placeFor({ width, height }, line, block, view) {
  const lowest = view.height - height - GAP;
  const aside = Math.min(Math.max(line.top, view.top + GAP), lowest);
  const left = Math.min(Math.max(line.left, GAP), view.width - width - GAP);
  const places = [
    { left: block.right + 3 * GAP, top: aside },
    { left, top: block.bottom + GAP },
    { left, top: block.top - height - GAP },
    { left, top: line.bottom + GAP },
    { left, top: line.top - height - GAP },
  ];
  const hasRoom = (place) =>
    place.left + width <= view.width - GAP && place.top >= view.top && place.top + height <= view.height - GAP;
  return places.find(hasRoom) ?? { left, top: Math.max(view.top, Math.min(line.bottom + GAP, lowest)) };
}
