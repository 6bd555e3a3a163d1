/** What is told of an error in another process: its message, and what databases say beside it. */
export type ErrorFacts = Readonly<Record<string, string>> & { readonly message: string };

export function factsOf(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { message: String(error) };
  const texts = Object.entries(error).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const { query: _, ...facts } = Object.fromEntries(texts);
  return { ...facts, message: error.message };
}

/** That error, on the other side. */
export function errorOf(facts: ErrorFacts): Error {
  return Object.assign(new Error(facts.message), facts);
}
