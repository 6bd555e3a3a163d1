import { InvalidArgumentError } from "commander";

const MOST = 65_535;

/** @throws {InvalidArgumentError} unless the text is a port, or 0 */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : MOST + 1;
  if (port <= MOST) return port;
  throw new InvalidArgumentError(`Expected a port from 0 to ${MOST}, as in 7430.`);
}
