import type { SimilarFailure } from "@steptrace/query";

const LONGEST_QUOTE = 100;

/**
 * Why nothing was found, and what to do.
 *
 * @param min the score that was asked for
 * @param best the most similar failure; absent where none shares a word with the question
 */
export function explainNothing(
  question: string,
  min: number,
  best: Pick<SimilarFailure, "similarityScore"> | undefined,
): string {
  const quote = question.length > LONGEST_QUOTE ? `${question.slice(0, LONGEST_QUOTE)}…` : question;
  if (best === undefined) return `No failure shares a word with '${quote}'. Try other words.`;
  // Rounded down: it has to let that failure pass.
  const score = Math.floor(best.similarityScore * 100) / 100;
  return (
    `No failure is similar to '${quote}' by ${min} or more. ` +
    `Try --min ${score}, or more words of the message.`
  );
}
