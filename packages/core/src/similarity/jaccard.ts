/**
 * Jaccard similarity of two sets, |A∩B| / |A∪B|: 0 with nothing in common, 1 for equal sets. Two empty sets have
 * the similarity 0: what says nothing is similar to nothing.
 *
 * @see Jaccard, P. (1912): The distribution of the flora in the alpine zone. New Phytologist 11(2).
 */
export function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [smaller, larger] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const token of smaller) if (larger.has(token)) shared += 1;
  const union = a.size + b.size - shared;
  return union === 0 ? 0 : shared / union;
}
