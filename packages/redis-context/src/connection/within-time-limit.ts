/** Settles as `promise` does, or rejects when it has not settled in time; what it comes to later is ignored. */
export function withinTimeLimit<T>(promise: Promise<T>, limitMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new Error("no answer"));
    // Where it is this process that was busy, the answer is in the socket already: it is read before the immediate.
    const timer = setTimeout(() => setImmediate(giveUp), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
