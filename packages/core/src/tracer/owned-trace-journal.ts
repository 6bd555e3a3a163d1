import type { JournalIntent } from "../journal/encode-journal.js";
import type { StepState } from "../model/step-state.js";
import type { HeldJournal } from "../ports/step-journal.js";
import type { OwnedJournal } from "./owned-journal.js";
import { TraceJournal } from "./trace-journal.js";

/** What joined processes have added to a trace. */
export interface JoinedPart {
  readonly steps: readonly StepState[];
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Whether it is known that there is something which could not be read. */
  readonly isMissing: boolean;
}

/** The journal of a trace that was started here: it also says how the trace ends, and gives what others added. */
export class OwnedTraceJournal extends TraceJournal<OwnedJournal> {
  /** What is to be renewed: while something is under way, all that is known is that the trace runs. */
  get held(): HeldJournal {
    return { traceId: this.traceId, place: this.channel.place };
  }

  /** @param size how many texts the journal holds; `undefined` where it has forgotten the trace, or a part of it */
  meetSize(size: number | undefined): void {
    if (size !== undefined) this.channel.meetSize(size);
    else {
      this.channel.meetLoss();
      this.beginAnew();
      this.keep();
    }
  }

  /**
   * Says what is still due and how the trace ends, and closes the journal. Never rejects: a journal that fails is reported.
   *
   * @returns what other processes added
   */
  async close(intent: JournalIntent): Promise<JoinedPart> {
    this.channel.intent = intent;
    try {
      await this.writeEnd();
      const others = await this.channel.readOthers();
      const own = new Set(this.trace.steps.map(({ id }) => id));
      const steps = others?.steps.filter(({ id }) => !own.has(id)) ?? [];
      return { steps, metadata: others?.joinedMetadata ?? {}, isMissing: false };
    } catch (error) {
      this.writer.meet(error);
      this.beginAnew();
      return { steps: [], metadata: {}, isMissing: this.channel.isJoined };
    }
  }

  /** Has the journal forgotten: the row is committed. */
  remove(): void {
    this.forget();
    this.channel.remove().catch((error: unknown) => this.writer.meet(error));
  }
}
