import { runCommand } from "./run-command.js";

/** The ids of a user without rights. */
export interface UserIds {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The user to start PostgreSQL as: it refuses to run as root. Empty when this process is not root, and may simply
 * start it.
 */
export async function unprivilegedUser(): Promise<UserIds | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await idsOf("postgres")) ?? (await idsOf("nobody")) ?? { uid: 65_534, gid: 65_534 };
}

async function idsOf(user: string): Promise<UserIds | undefined> {
  try {
    const [uid, gid] = await Promise.all([runCommand("id", ["-u", user]), runCommand("id", ["-g", user])]);
    return { uid: Number(uid), gid: Number(gid) };
  } catch {
    return undefined;
  }
}
