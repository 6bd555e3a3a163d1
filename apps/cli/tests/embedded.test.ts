import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TraceStorage } from "@steptrace/postgres-store";
import { describe, expect, it } from "vitest";
import { type Finished, shell, steptrace } from "./steptrace.js";
import { storeDirectory, temporaryDirectory } from "./temporary-directory.js";

/** The first start of an embedded store takes seconds, and each later one a good part of one. */
const TIMEOUT_MS = 120_000;

async function skillsIn(cwd: string): Promise<readonly string[]> {
  const { stdout } = await steptrace(["list", "--json"], { cwd });
  return (JSON.parse(stdout) as readonly { readonly skillName: string }[]).map(({ skillName }) => skillName);
}

/** The files of traces that are in no store yet. */
async function spooled(cwd: string): Promise<readonly string[]> {
  return readdir(join(cwd, ".steptrace/spool"));
}

function codes(...finished: readonly Finished[]): readonly (number | null)[] {
  return finished.map(({ code }) => code);
}

describe("the embedded store", { timeout: TIMEOUT_MS }, () => {
  it("is made by the first run, and read by every command", async () => {
    const cwd = await temporaryDirectory();
    const run = await steptrace(
      ["run", "--skill", "backup", "--", "sh", "-c", "echo disk full >&2; exit 4"],
      { cwd },
    );
    expect(run).toMatchObject({ code: 4, stdout: "", stderr: "disk full\n" });
    expect(existsSync(join(cwd, ".steptrace"))).toBe(true);
    const list = await steptrace(["list"], { cwd });
    expect(list.stdout).toMatch(/^failed +backup .*\n +disk full$/m);
    const similar = await steptrace(["similar", "disk full", "--json"], { cwd });
    const { failures } = JSON.parse(similar.stdout) as {
      readonly failures: readonly { readonly traceId: string }[];
    };
    const groups = await steptrace(["groups"], { cwd });
    expect(groups.stdout).toMatch(/^ {4}1 +[·█]{24} .* new\n {7}disk full\n {7}in backup 1; at sh$/m);
    const show = await steptrace(["show", failures[0]?.traceId ?? ""], { cwd });
    expect(show.stdout).toMatch(/^ {2}✗ sh .*\n {4}disk full$/m);
    const partitions = await steptrace(["partitions", "--json"], { cwd });
    expect(JSON.parse(partitions.stdout)).toHaveLength(4);
    const migrated = await steptrace(["migrate"], { cwd });
    expect(migrated.stdout).toContain("Up to date");
    expect(codes(list, similar, groups, show, partitions, migrated)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it("can be used by a command that runs under trace itself", async () => {
    const cwd = await storeDirectory();
    const inner = "$steptrace run --skill inner -- true && $steptrace list --json";
    const outer = await shell(`$steptrace run --skill outer -- sh -c '${inner}'`, { cwd });
    expect(outer).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(outer.stdout)).toMatchObject([{ skillName: "inner" }]);
    expect(await skillsIn(cwd)).toEqual(["inner", "outer"]);
  });

  it("gets the trace of every one of twenty commands that end at once", async () => {
    const cwd = await storeDirectory();
    const skills = Array.from({ length: 20 }, (_, index) => `skill-${index}`);
    const runs = await Promise.all(
      skills.map((skill) => steptrace(["run", "--skill", skill, "--", "true"], { cwd })),
    );
    expect(new Set(codes(...runs))).toEqual(new Set([0]));
    expect([...(await skillsIn(cwd))].sort()).toEqual([...skills].sort());
    expect(await spooled(cwd)).toEqual([]);
  });

  it("gets later what was recorded while another process held it, and run says where that is kept", async () => {
    const cwd = await storeDirectory();
    const holder = new TraceStorage({ directory: join(cwd, ".steptrace") });
    await holder.listPartitions();
    const { code, stderr } = await steptrace(["run", "--skill", "kept", "--", "sh", "-c", "exit 4"], { cwd });
    await holder.close();
    const [file] = await spooled(cwd);
    expect({ code, stderr }).toEqual({
      code: 4,
      stderr:
        "steptrace: tracing: Another process has the embedded store open. " +
        `The trace is kept in .steptrace/spool/${file}; the next steptrace command that opens the store takes it in.\n`,
    });
    expect(await skillsIn(cwd)).toEqual(["kept"]);
    expect(await spooled(cwd)).toEqual([]);
  });

  it("is used in spite of a kept trace that cannot be read, and that is told", async () => {
    const cwd = await storeDirectory();
    await mkdir(join(cwd, ".steptrace/spool"), { recursive: true });
    await writeFile(join(cwd, ".steptrace/spool/broken.json"), "{");
    const run = await steptrace(["run", "--skill", "whole", "--", "true"], { cwd });
    const list = await steptrace(["list", "--json"], { cwd });
    for (const { code, stderr } of [run, list]) {
      expect(code).toBe(0);
      expect(stderr).toMatch(
        /^steptrace: .*The trace that is kept in .*broken\.json cannot be stored: .*\n$/,
      );
    }
    expect(JSON.parse(list.stdout)).toMatchObject([{ skillName: "whole" }]);
  });

  it("is not made by reading, and its absence is a no", async () => {
    const cwd = await temporaryDirectory();
    for (const args of [["list"], ["show"], ["show", "x"], ["similar", "x"], ["groups"], ["partitions"]]) {
      const { code, stdout, stderr } = await steptrace(args, { cwd });
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toMatch(/^steptrace: There is no embedded store in \.steptrace: .*steptrace run/);
    }
    expect(existsSync(join(cwd, ".steptrace"))).toBe(false);
  });

  it("that cannot be made is told by run, which keeps its command's code", async () => {
    const { code, stdout, stderr } = await steptrace([
      ...["run", "--skill", "x", "--directory", "/proc/x", "--", "sh", "-c", "echo hi; exit 4"],
    ]);
    expect({ code, stdout }).toEqual({ code: 4, stdout: "hi\n" });
    expect(stderr).toMatch(
      /^steptrace: tracing: Trace '.*' cannot be kept in \/proc\/x\/spool\/?: .*ENOENT.*\n$/,
    );
  });

  it.runIf(process.platform === "linux")("that cannot be made is told by migrate", async () => {
    const { code, stdout, stderr } = await steptrace(["migrate", "--directory", "/proc/x"]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(
      /^steptrace: The embedded store cannot be in \/proc\/x: ENOENT.*Give a directory.*\n$/,
    );
  });

  it("is used where --directory says so, in spite of DATABASE_URL", async () => {
    const cwd = await temporaryDirectory();
    const env = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" };
    const { code, stderr } = await steptrace(["migrate", "--directory", "here"], { cwd, env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(existsSync(join(cwd, "here"))).toBe(true);
  });
});
