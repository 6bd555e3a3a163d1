import { type AddressInfo, createServer } from "node:net";
import { createTestDatabase } from "@steptrace/test-utils";
import { describe, expect, it, onTestFinished } from "vitest";
import { shell, steptrace } from "./steptrace.js";
import { temporaryDirectory } from "./temporary-directory.js";

const COMMANDS: readonly string[] = ["list", "show x", "similar x", "partitions", "migrate"];

/** A port where every connection is closed at once. */
async function closingServer(): Promise<number> {
  const server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

describe("a database that cannot be reached", () => {
  it.each(COMMANDS)("is told by code 3, without a stack and without a password: %s", async (command) => {
    const { code, stdout, stderr } = await steptrace(command.split(" "), {
      env: { DATABASE_URL: "postgres://bob:hunter2@127.0.0.1:1/app" },
    });
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(/^steptrace: .* failed at 127\.0\.0\.1:1\/app: .*ECONNREFUSED/);
    expect(stderr).not.toMatch(/hunter2|^\s+at /m);
  });

  it("includes one that hangs up", async () => {
    const port = await closingServer();
    const { code, stderr } = await steptrace([
      "list",
      "--database-url",
      `postgres://bob:hunter2@127.0.0.1:${port}/app`,
    ]);
    expect(code).toBe(3);
    expect(stderr).not.toMatch(/hunter2|^\s+at /m);
  });
});

describe("a database that is not set up", () => {
  it("is told by code 2, and what to do", async () => {
    const empty = await createTestDatabase();
    onTestFinished(() => empty.drop());
    const env = { DATABASE_URL: empty.url };
    for (const command of ["list", "show", "show x", "similar x", "partitions", "maintain"]) {
      const before = await steptrace(command.split(" "), { env });
      expect(before).toMatchObject({ code: 2, stdout: "" });
      expect(before.stderr).toContain("Run `steptrace migrate`");
    }
    const first = await steptrace(["migrate"], { env });
    expect(first).toMatchObject({ code: 0, stderr: "" });
    expect(first.stdout).toMatch(/^applied +0000_/m);
    const again = await steptrace(["migrate", "--json"], { env });
    expect(JSON.parse(again.stdout)).toMatchObject({ applied: [], adopted: false, partitionsMade: [] });
    expect(await steptrace(["list"], { env })).toMatchObject({
      code: 0,
      stdout: "No trace is stored yet. Record a first one with steptrace run.\n",
    });
    const filtered = await steptrace(["list", "--skill", "x"], { env });
    expect(filtered).toMatchObject({ code: 0, stdout: "No traces match.\n" });
  });

  it("may have the table in a schema of its own", async () => {
    const database = await createTestDatabase();
    onTestFinished(() => database.drop());
    const at = ["--database-url", database.url, "--schema", "tracing"];
    await steptrace(["migrate", ...at]);
    expect(await steptrace(["run", "--skill", "x", ...at, "--", "true"])).toMatchObject({
      code: 0,
      stderr: "",
    });
    const { stdout } = await steptrace(["list", "--json", ...at]);
    expect(JSON.parse(stdout)).toMatchObject([{ skillName: "x" }]);
    expect(await steptrace(["list", "--database-url", database.url])).toMatchObject({ code: 2 });
  });
});

it.each(["", "--json"])("an output that is full is told by code 3: list %s", async (flag) => {
  const database = await createTestDatabase();
  onTestFinished(() => database.drop());
  const env = { DATABASE_URL: database.url };
  await steptrace(["migrate"], { env });
  const { stdout, stderr } = await shell(`$steptrace list ${flag} >/dev/full; echo $?`, { env });
  expect(stdout).toBe("3\n");
  expect(stderr).toMatch(/^steptrace: Standard output could not be written: ENOSPC.*\n$/);
});

describe("wrong use", () => {
  it.each<[string, readonly string[], RegExp]>([
    [
      "an unknown option",
      ["list", "--stauts", "x"],
      /unknown option '--stauts'\n\(Did you mean --status\?\)/,
    ],
    ["an unknown command", ["lst"], /unknown command 'lst'\n\(Did you mean list\?\)/],
    ["an unknown command with --help", ["maintan", "--help"], /unknown command 'maintan'/],
    ["an unknown command, whatever follows", ["lst", "--json", "-h"], /'lst'\n\(Did you mean list\?\)/],
    ["help of an unknown command", ["help", "lst"], /unknown command 'lst'\n\(Did you mean list\?\)/],
    ["no command", [], /Usage: steptrace/],
    [
      "Redis for a command that has no use for it",
      ["partitions", "--redis-url", "x"],
      /unknown option '--redis-url'/,
    ],
    [
      "a status that nothing stored has",
      ["list", "--status", "running"],
      /Allowed choices are success, failed, timeout/,
    ],
    ["an argument too many", ["list", "x"], /too many arguments/],
    ["a limit that is none", ["list", "--limit", "many"], /Expected a whole number from 1 to 100000/],
    ["a score that is none", ["similar", "x", "--min", "30%"], /Expected a number from 0 to 1/],
    ["a time that is none", ["list", "--since", "yesterday"], /Expected a period, as in 30m, 12h or 7d/],
    ["a status that is none", ["list", "--status", "bad"], /Allowed choices are success, failed/],
    ["run without a skill", ["run", "--", "true"], /required option '--skill <name>'/],
    ["run without a command", ["run", "--skill", "x"], /missing required argument 'command'/],
    ["metadata that is none", ["run", "--skill", "x", "--meta", "y", "--", "true"], /Expected key=value/],
    ["an empty skill", ["run", "--skill", " ", "--", "true"], /not empty/],
    ["two places at once", ["list", "--directory", "x", "--database-url", "postgres://x"], /received both/],
    ["a URL that is none", ["list", "--database-url", "bob:hunter2@host"], /expected a URL like postgres:/],
    [
      "a URL of something else",
      ["list", "--database-url", "mysql://bob:hunter2@h/d"],
      /begins with mysql:\/\//,
    ],
    ["escapes in arguments", ["\u001b[31mlist"], /unknown command '␛\[31mlist'/],
  ])("is told by code 2: %s", async (_name, args, message) => {
    const { code, stdout, stderr } = await steptrace(args, { cwd: await temporaryDirectory() });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/hunter2|^\s+at /m);
  });
});

it.each<[string, readonly string[]]>([
  ["steptrace --help", ["lst"]],
  ["steptrace list --help", ["list", "--stauts", "x"]],
  ["steptrace run --help", ["run", "--", "true"]],
])("wrong use is followed by the help that it needs: %s", async (help, args) => {
  const { stderr } = await steptrace(args);
  expect(stderr).toContain(`\nRun ${help} to see what is expected.\n`);
});

describe("help", () => {
  it("has examples for every command", async () => {
    const { code, stdout } = await steptrace(["--help"]);
    expect(code).toBe(0);
    const names = [...stdout.matchAll(/^ {2}([a-z]+) .*\[options\]/gm)].map(([, name]) => name ?? "");
    expect(names).toEqual([
      "run",
      "step",
      "list",
      "show",
      "search",
      "similar",
      "compare",
      "explain",
      "anomalies",
      "stats",
      "groups",
      "serve",
      "tail",
      "export",
      "import",
      "partitions",
      "migrate",
      "maintain",
      "recover",
      "doctor",
    ]);
    for (const name of names) {
      const help = await steptrace(["help", name]);
      expect(help.stdout).toMatch(new RegExp(`^Usage: steptrace ${name}`));
      expect(help.stdout).toMatch(new RegExp(`^ {2}\\$ steptrace ${name}`, "m"));
      expect(help.stdout.includes("--database-url <url>")).toBe(name !== "step");
      expect(help.stdout.includes("--redis-url <url>")).toBe(
        ["run", "step", "list", "show", "serve", "tail", "export", "recover", "doctor"].includes(name),
      );
    }
  });

  it("tells the version", async () => {
    expect(await steptrace(["--version"])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});
