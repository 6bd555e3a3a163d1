/** What ioredis may add to an error. */
interface IoredisError extends Error {
  readonly command?: { readonly name: string; readonly args: readonly unknown[] };
  readonly lastNodeError?: unknown;
}

const LOGIN_COMMANDS: readonly string[] = ["auth", "hello"];

/**
 * The error as it may be logged. ioredis puts the command and its arguments into the errors of Redis, and with a login
 * that is refused the password is among them.
 */
export function withoutSecrets(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { command, lastNodeError } = error as IoredisError;
  if (lastNodeError !== undefined) {
    return named(error, new Error(error.message, { cause: withoutSecrets(lastNodeError) }));
  }
  if (command === undefined || !LOGIN_COMMANDS.includes(command.name.toLowerCase())) return error;
  const password = String(command.args.at(-1) ?? "");
  const quotes = password !== "" && error.message.includes(password);
  return named(error, new Error(quotes ? codeOf(error.message) : error.message));
}

function codeOf(message: string): string {
  return /^[A-Z]+\b/.exec(message)?.[0] ?? "login refused";
}

function named(original: Error, copy: Error): Error {
  return Object.defineProperty(copy, "name", { value: original.name });
}
