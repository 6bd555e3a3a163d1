import { TraceFinalizedError } from "../errors/trace-finalized-error.js";
import { joinedMetadataEntry } from "../journal/encode-journal.js";
import { readIntent } from "../journal/read-journal.js";
import { type FinalStatus, isFinalStatus } from "../model/status.js";
import type { JournalLook, StepJournal } from "../ports/step-journal.js";
import type { Answer, JournalChannel, TextPosition } from "./journal-channel.js";
import type { LiveTrace } from "./live-trace.js";

/** An owner that has not opened its journal anew for so long, four renewals, is dead. */
const GIVE_UP_RENEWALS = 4;

/** The journal of a trace, to a process that has joined it: it adds, and neither opens nor closes. */
export class JoinedJournal implements JournalChannel {
  readonly #trace: LiveTrace;
  readonly #journal: StepJournal;
  readonly #metadataBytes: number;
  readonly #firstStepId: number;
  /** Of our last text, as far as we know. */
  #place: string | undefined;
  /** Monotonic milliseconds: since when there is no open journal. */
  #awaySince: number | undefined;

  constructor(trace: LiveTrace, journal: StepJournal, metadataBytes: number, firstStepId: number) {
    this.#trace = trace;
    this.#journal = journal;
    this.#metadataBytes = metadataBytes;
    this.#firstStepId = firstStepId;
  }

  beginning(): readonly string[] {
    return [];
  }

  metadata(): string | undefined {
    const { metadata } = this.#trace;
    if (Object.keys(metadata).length === 0) return undefined;
    return joinedMetadataEntry(this.#firstStepId, metadata, this.#metadataBytes);
  }

  end(): readonly string[] {
    return [];
  }

  async send(text: string, { isFirst }: TextPosition): Promise<Answer> {
    if (isFirst) this.#place = undefined;
    const kept = await this.#journal.append(this.#trace.start.traceId, text, this.#place);
    if (kept === undefined) return (await this.check()) === "wait" ? "wait" : "say all";
    this.#place = kept.place;
    this.#awaySince = undefined;
    return "taken";
  }

  /** Whether what was said is in the journal still. @throws {JournalError} @throws {TraceFinalizedError} */
  async check(): Promise<Answer> {
    const { traceId } = this.#trace.start;
    const look = await this.#journal.look(traceId, this.#place);
    const status = endOf(look);
    if (status !== undefined) throw new TraceFinalizedError(traceId, status, "nothing can be added to it");
    if (look.isOpen) {
      this.#awaySince = undefined;
      return look.holds || this.#place === undefined ? "taken" : "say all";
    }
    // It was forgotten, or taken by recovery: its owner opens it anew, if that is alive.
    const now = this.#trace.runtime.clock.monotonic();
    this.#awaySince ??= now;
    if (now - this.#awaySince < GIVE_UP_RENEWALS * this.#journal.renewEveryMs) return "wait";
    throw new TraceFinalizedError(
      traceId,
      "failed",
      "its process gives no sign of life; nothing can be added to it",
    );
  }
}

/** How a trace ended, as far as its journal tells; `undefined` where it may be running. */
export function endOf({ isOpen, texts, ended }: JournalLook): FinalStatus | undefined {
  if (isOpen) return undefined;
  return readIntent(texts)?.status ?? (isFinalStatus(ended) ? ended : undefined);
}
