import type { FoundService } from "./found-service.js";
import { NoServiceError } from "./no-service-error.js";
import type { ServiceKind } from "./service-kind.js";
import type { Way } from "./ways/way.js";
import { WayClosedError } from "./ways/way-closed-error.js";

/**
 * Goes the ways one after the other until one is open.
 *
 * @throws {NoServiceError} when none is, naming all of them
 */
export async function findService(kind: ServiceKind, ways: readonly Way[]): Promise<FoundService> {
  const reasons: string[] = [];
  for (const way of ways) {
    try {
      return await way.open(kind);
    } catch (error) {
      if (!(error instanceof WayClosedError)) throw error;
      reasons.push(`${way.name}: ${error.message}. To open it: ${way.advice(kind)}.`);
    }
  }
  throw new NoServiceError(kind.name, reasons);
}
