import { rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { messageOf } from "../message-of.js";
import { type ServerCommand, ServerProcess } from "./server-process.js";
import { stopAtExit } from "./stop-at-exit.js";
import { waitUntil } from "./wait-until.js";

/** What a caller may choose about a server of its own. */
export interface ServerOptions {
  /**
   * Settings of the server, by their own names: `{ max_connections: "20" }`, `{ appendonly: "yes" }`.
   *
   * @default {}
   */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A server that belongs to one test: it can be stopped, crashed and paused without harm to others. */
export interface PrivateServer {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
  /** Ends the server in order and keeps its data for {@link restart}. */
  shutdown(): Promise<void>;
  /** Kills the server (SIGKILL, children included) and keeps its data for {@link restart}. */
  crash(): Promise<void>;
  /** Starts the server again on the same port with the same data; resolves when it answers. */
  restart(): Promise<void>;
  /** Stops the server in its tracks (SIGSTOP): connections stay open and nothing is answered. */
  pause(): Promise<void>;
  /** Lets a paused server go on. */
  resume(): Promise<void>;
}

/** All that makes a private server. */
export interface PrivateServerPlan extends ServerCommand {
  readonly url: string;
  readonly port: number;
  ping(url: string): Promise<void>;
}

/**
 * Starts a server and waits until it answers. It ends with this process at the latest.
 *
 * @throws when the server does not come up, with what it printed
 */
export async function startPrivateServer(plan: PrivateServerPlan): Promise<PrivateServer> {
  let run = new ServerProcess(plan);
  const forget = stopAtExit(() => {
    run.quit();
    rmSync(plan.directory, removal);
  });
  const stop = async () => {
    await run.end();
    forget();
    await rm(plan.directory, removal);
  };
  const restart = async () => {
    await run.end();
    run = await waitUntil(`${plan.file} to start again`, async () =>
      answeringRun(plan, new ServerProcess(plan)),
    );
  };
  try {
    await answeringRun(plan, run);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: plan.url,
    host: "127.0.0.1",
    port: plan.port,
    stop,
    shutdown: () => run.end(),
    crash: () => run.kill(),
    restart,
    pause: () => run.pause(),
    resume: () => run.resume(),
  };
}

// The server may still write its last file while its directory is removed.
const removal = { recursive: true, force: true, maxRetries: 20, retryDelay: 50 };

async function answeringRun(plan: PrivateServerPlan, run: ServerProcess): Promise<ServerProcess> {
  let reason: unknown;
  await waitUntil(`${plan.file} on port ${plan.port}`, async () => {
    if (run.ended) return;
    await plan.ping(plan.url).catch((error: unknown) => {
      reason = error;
      throw error;
    });
  });
  if (!run.ended) return run;
  throw new Error(
    `${plan.file} on port ${plan.port} ended before it answered (${messageOf(reason ?? "no answer")}). ` +
      `It said:\n${run.output}`,
  );
}
