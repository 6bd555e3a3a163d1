import { StorageError } from "@steptrace/core";

/** The answer to a statement, or a StorageError when it does not come in time. */
export type TimeLimit = <T>(answer: PromiseLike<T>) => Promise<T>;

/**
 * A limit for one statement, which begins when it is given the answer to wait for: no driver has one of its own for a
 * server that accepts connections and then says nothing.
 *
 * @param what what the statement is for, as in "Storing trace '…'"
 * @param target where, as in "localhost:5432/app"
 */
export function timeLimit(timeoutMs: number, what: string, target: string): TimeLimit {
  return (answer) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const message =
          `${what} failed at ${target}: no answer within ${timeoutMs} ms. ` +
          "Check that the server there answers others; try again, or raise timeoutMs.";
        reject(new StorageError(message, { reason: "timeout" }));
      }, timeoutMs);
      answer.then(
        (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        (error: unknown) => {
          clearTimeout(timer);
          reject(error);
        },
      );
    });
}
