import { jaccard, tokenize } from "@steptrace/core";
import { groupOf } from "./group-of.js";
import type { ScoredPair } from "./score-bands.js";

/** Each of the texts beside every other one of all, with the score of the similar failures: nothing is left out for a limit. */
export function scoreOthers(texts: readonly string[], all: readonly string[]): readonly ScoredPair[] {
  const known = all.map((text) => ({ text, tokens: tokenize(text), group: groupOf(text) }));
  return texts.flatMap((asked) => {
    const tokens = tokenize(asked);
    const group = groupOf(asked);
    return known
      .filter(({ text }) => text !== asked)
      .map((other) => ({ score: jaccard(tokens, other.tokens), sameGroup: group === other.group }));
  });
}
