/** What the executions work on. */
export interface Workplace extends AsyncDisposable {
  /** Root of the repository. */
  readonly root: string;
  /** Its packages, as paths from the root. */
  readonly folders: readonly string[];
  /** Its own configuration files, all of them sound. */
  readonly configFiles: readonly string[];
  /** A directory for what the executions write; gone with the workplace. */
  readonly scratch: string;
  /** JSON files that were cut off in the middle, as by a full disk. */
  readonly brokenConfigs: readonly string[];
  /** JavaScript that parses: the demo's own, as it runs. */
  readonly scripts: readonly string[];
  /** JavaScript with a mistake in it. */
  readonly brokenScripts: readonly string[];
  /** Address of an HTTP service on this machine. */
  readonly service: string;
  /** Address at which a connection is accepted, and never answered. */
  readonly silentService: string;
  /** Addresses on this machine at which nobody listens. */
  readonly deadServices: readonly string[];
}
