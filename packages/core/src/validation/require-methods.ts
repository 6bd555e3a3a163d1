import { InvalidArgumentError } from "../errors/invalid-argument-error.js";

/**
 * By what is called on it, so that one of another copy of the package is one too.
 *
 * @throws {InvalidArgumentError} unless `value` is an object with all of these methods
 */
export function requireMethods(argument: string, value: unknown, methods: readonly string[]): void {
  const isOne =
    typeof value === "object" &&
    value !== null &&
    methods.every((method) => typeof Reflect.get(value, method) === "function");
  if (!isOne) throw new InvalidArgumentError(argument, `an object with ${methods.join(", ")}`, value);
}
