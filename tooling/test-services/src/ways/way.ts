import type { FoundService } from "../found-service.js";
import type { ServiceKind } from "../service-kind.js";

/** The ways to get a service, in the order in which they are tried. */
export type WayName = "environment" | "listening" | "programs" | "docker" | "apt-get";

/** One way to get a service. */
export interface Way {
  readonly name: WayName;
  /** What a person can do to open this way. */
  advice(kind: ServiceKind): string;
  /**
   * Gets the service.
   *
   * @throws {WayClosedError} when this way is not open here, and the next one should be tried
   */
  open(kind: ServiceKind): Promise<FoundService>;
}
