import { Ledger, type LedgerCounts } from "../ledger/ledger.js";
import { noteMessage } from "../ledger/note-message.js";
import type { Account } from "../ledger/settle-accounts.js";
import { ChaosProcess } from "../process/chaos-process.js";
import type { Message, RecoverTask, Report, WriteTask } from "../program/task.js";

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** A process that writes, and its books. */
interface Writer {
  readonly process: ChaosProcess;
  readonly account: Mutable<Account> & { readonly ledger: Ledger };
  readonly reports: Report[];
}

/** The processes of a soak, the dead ones' books included. */
export class Crew {
  readonly #task: WriteTask;
  readonly #writers: Writer[] = [];
  readonly #dead: Writer[] = [];
  readonly #recoverers: readonly ChaosProcess[];
  readonly #strayed = new Ledger();
  recovered = 0;

  constructor(writers: number, task: WriteTask, recoverers: readonly RecoverTask[]) {
    this.#task = task;
    for (let index = 0; index < writers; index += 1) this.#hire();
    this.#recoverers = recoverers.map(
      (own) => new ChaosProcess(own, (message) => this.#hearRecoverer(message)),
    );
  }

  /** The books of all, the dead ones' too. */
  accounts(): readonly Account[] {
    return [{ ledger: this.#strayed }, ...[...this.#writers, ...this.#dead].map(({ account }) => account)];
  }

  /** What no law allows. */
  wrong(): readonly string[] {
    return this.accounts().flatMap(({ ledger }) => ledger.wrong);
  }

  counts(): LedgerCounts {
    const sum = { acknowledged: 0, refused: 0, open: 0, unsettled: 0 };
    for (const { ledger } of this.accounts()) {
      for (const [name, count] of Object.entries(ledger.counts())) sum[name as keyof LedgerCounts] += count;
    }
    return sum;
  }

  /** What each living writer has said of itself, in the order in which they began. */
  reports(): readonly (readonly Report[])[] {
    return this.#writers.map(({ reports }) => reports);
  }

  /** Kills the writer that came last, and has another one begin. */
  async replaceLast(): Promise<void> {
    const writer = this.#writers.pop();
    if (writer === undefined) return;
    await writer.process.kill();
    writer.account.isOwnerAlive = false;
    this.#dead.push(writer);
    this.#hire();
  }

  /** Resolves when nothing is under way any more. */
  async rest(): Promise<void> {
    await Promise.all(this.#processes().map((process) => process.rest()));
  }

  async end(): Promise<void> {
    await Promise.all(this.#processes().map((process) => process.end()));
  }

  #processes(): readonly ChaosProcess[] {
    return [...this.#writers.map(({ process }) => process), ...this.#recoverers];
  }

  #hire(): void {
    const account = { ledger: new Ledger(), isOwnerAlive: true };
    const reports: Report[] = [];
    const process = new ChaosProcess(this.#task, (message) => {
      noteMessage(account.ledger, message);
      if (message.kind === "report") reports.push(message);
    });
    this.#writers.push({ process, account, reports });
  }

  #hearRecoverer(message: Message): void {
    noteMessage(this.#strayed, message);
    if (message.kind === "recovered") this.recovered += message.traces;
  }
}
