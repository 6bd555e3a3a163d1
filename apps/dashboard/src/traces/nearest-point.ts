/** A point on the screen, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Which of the points is nearest to a place, and not further than `most` pixels; -1 where none is. */
export function nearestPoint(
  count: number,
  placeOf: (index: number) => Place,
  { x, y }: Place,
  most: number,
): number {
  let nearest = -1;
  let least = most * most;
  for (let index = 0; index < count; index += 1) {
    const place = placeOf(index);
    const distance = (place.x - x) ** 2 + (place.y - y) ** 2;
    // Of two in one place, that which was drawn last.
    if (distance > least) continue;
    nearest = index;
    least = distance;
  }
  return nearest;
}
