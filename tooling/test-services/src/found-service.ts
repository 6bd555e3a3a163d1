/** A service that answers, and how to give it back. */
export interface FoundService {
  readonly url: string;
  /** How it was found, for people: "already listening on 127.0.0.1:5432". */
  readonly origin: string;
  /** Stops what was started to get it; a server that was there before is left alone. */
  stop(): Promise<void>;
}
