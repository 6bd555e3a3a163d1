import { TraceFinalizedError } from "../errors/trace-finalized-error.js";
import type { JoinedJournal } from "./joined-journal.js";
import type { RecordedStep } from "./recorded-step.js";
import { TraceJournal } from "./trace-journal.js";

/** How long a process that leaves tries to say what is due, and how long it pauses between two tries. */
const LEAVE_MS = 2000;
const LEAVE_PAUSE_MS = 200;

/** The journal of a trace that runs in another process: looked after from the first word on, until it ends or is left. */
export class JoinedTraceJournal extends TraceJournal<JoinedJournal> {
  override note(step: RecordedStep): void {
    this.writer.hold(this);
    super.note(step);
  }

  override noteMetadata(): void {
    this.writer.hold(this);
    super.noteMetadata();
  }

  /** Says again what the journal no longer holds, and takes note of the trace's end. Never rejects. */
  async check(): Promise<void> {
    if (!this.isSettled) return;
    try {
      if ((await this.channel.check()) === "taken") return;
      this.beginAnew();
      this.keep();
    } catch (error) {
      // Any other fault is met, and reported, by what is written next.
      if (error instanceof TraceFinalizedError) this.end(error);
    }
  }

  /**
   * Says all that is due, tries for two seconds where the journal is away, and lets go; what comes later holds on again.
   *
   * @throws {JournalError} where something is not in the journal
   * @throws {TraceFinalizedError} where the trace had ended before
   */
  async leave(): Promise<void> {
    const { clock } = this.trace.runtime;
    const deadline = clock.monotonic() + LEAVE_MS;
    try {
      while (this.isDue) {
        try {
          await this.write();
        } catch (error) {
          if (this.isEnded || clock.monotonic() >= deadline) throw error;
          await pause(LEAVE_PAUSE_MS);
        }
      }
    } finally {
      this.writer.leave(this);
    }
  }
}

/** Somebody waits for it: it keeps the process alive. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
