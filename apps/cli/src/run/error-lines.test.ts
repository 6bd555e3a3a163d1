import { describe, expect, it } from "vitest";
import { errorLines } from "./error-lines.js";

/** What a program wrote, without the indentation of this file. */
function written(text: string): readonly string[] {
  return text.replace(/^\n/, "").replaceAll(/^ {6}/gm, "").split("\n");
}

describe("errorLines", () => {
  it("is the last five lines that say something, without escape sequences", () => {
    expect(
      errorLines(["1", "2", "3", "", "4", "5  ", "\u001b[31mno: disk full\u001b[0m", "\u001b[0m"]),
    ).toEqual(["2", "3", "4", "5", "no: disk full"]);
    expect(errorLines([])).toEqual([]);
  });

  it.each<[string, string, readonly string[]]>([
    [
      "Node, uncaught",
      `
      listening on 3000
      /app/server.js:1
      function f(){ throw new TypeError("bad thing 42"); }
                    ^

      TypeError: bad thing 42
          at f (/app/server.js:1:21)
          at node:internal/main/run_main_module:28:49

      Node.js v20.20.2
      `,
      ["TypeError: bad thing 42"],
    ],
    [
      "Node, with a code, its own fields and a cause",
      `
      Error [ERR_X]: outer
          at f (/app/a.js:1:21)
          ... 5 lines matching cause stack trace ...
          at node:internal/main/run_main_module:28:49 {
        code: 'ERR_X',
        [cause]: Error: inner reason
            at f (/app/a.js:1:59)
      }

      Node.js v20.20.2
      `,
      ["Error [ERR_X]: outer", "[cause]: Error: inner reason"],
    ],
    [
      "Node, a message of many lines, told by npm",
      `
      Error: Command failed:
        two
      three
          at f (/app/a.js:1:21)
      npm error Lifecycle script \`build\` failed with error:
      npm error code 3
      npm error path /app
      npm error workspace p@1.0.0
      npm error command failed
      npm error command sh -c node a.js
      `,
      ["Error: Command failed:", "  two", "three"],
    ],
    [
      "Node, an error of a name of its own",
      `
      starting
      HttpFailure: 502 from upstream
          at f (/app/a.js:1:21)
      `,
      ["HttpFailure: 502 from upstream"],
    ],
    [
      "Python, with what it was caused by",
      `
      Traceback (most recent call last):
        File "x.py", line 3, in <module>
          f()
      ValueError: bad

      The above exception was the direct cause of the following exception:

      Traceback (most recent call last):
        File "x.py", line 5, in <module>
          raise RuntimeError("outer\\nsecond") from e
          ~~~~~^^^^^^^
      RuntimeError: outer
      second
      `,
      ["RuntimeError: outer", "second"],
    ],
    [
      "Python, before it runs",
      `
        File "x.py", line 1
          x =
             ^
      SyntaxError: invalid syntax
      `,
      ["SyntaxError: invalid syntax"],
    ],
    [
      "Go",
      `
      starting
      panic: boom

      goroutine 1 [running]:
      main.(*Server).run(0xc0000)
      \t/tmp/x.go:4 +0x1d
      main.main()
      \t/tmp/x.go:9 +0x25
      exit status 2
      `,
      ["panic: boom"],
    ],
    [
      "Rust",
      `
      starting

      thread 'main' (22218) panicked at src/main.rs:1:139:
      called \`Result::unwrap()\` on an \`Err\` value: "boom"
      note: run with \`RUST_BACKTRACE=1\` environment variable to display a backtrace
      `,
      [
        "thread 'main' (22218) panicked at src/main.rs:1:139:",
        'called `Result::unwrap()` on an `Err` value: "boom"',
      ],
    ],
    [
      "Rust, with its stack",
      `
      thread 'main' panicked at src/main.rs:2:5:
      boom
      stack backtrace:
         0: __rustc::rust_begin_unwind
                   at /rustc/5980/library/std/src/panicking.rs:689:5
         1: app::main
      note: Some details are omitted, run with \`RUST_BACKTRACE=full\` for a verbose backtrace.
      `,
      ["thread 'main' panicked at src/main.rs:2:5:", "boom"],
    ],
    [
      "Java, with what it was caused by",
      `
      starting
      Exception in thread "main" java.lang.RuntimeException: outer
      \tat X.main(X.java:1)
      Caused by: java.net.ConnectException: Connection refused
      \tat X.f(X.java:1)
      \t... 12 more
      `,
      [
        'Exception in thread "main" java.lang.RuntimeException: outer',
        "Caused by: java.net.ConnectException: Connection refused",
      ],
    ],
    ["a shell", "step 1\nstep 2\nsh: 1: foo: not found", ["sh: 1: foo: not found"]],
    [
      "make, which tells that something failed, and not what",
      `
      ld: cannot find -lfoo
      make[1]: *** [Makefile:2: app] Error 1
      make[1]: Leaving directory '/src'
      make: *** [Makefile:1: all] Error 2
      `,
      ["ld: cannot find -lfoo"],
    ],
    [
      "make, which says what failed",
      "make: *** No rule to make target 'x'.  Stop.",
      ["make: *** No rule to make target 'x'.  Stop."],
    ],
    ["nothing but an epilogue", "make: *** [all] Error 2", ["make: *** [all] Error 2"]],
    [
      "npm, which says what failed",
      `
      npm error code E404
      npm error 404 Not Found - GET https://registry.npmjs.org/nope
      npm error A complete log of this run can be found in: /root/.npm/_logs/1.log
      `,
      ["npm error 404 Not Found - GET https://registry.npmjs.org/nope"],
    ],
    [
      "npm, after its warnings",
      `
      npm warn Unknown user config "nodedir". This will stop working in the next major version of npm.
      npm notice New major version of npm available! 10.8.2 -> 11.19.1
      npm error Missing script: "nothing"
      npm error
      npm error To see a list of scripts, run:
      npm error   npm run
      npm error A complete log of this run can be found in: /root/.npm/_logs/1.log
      `,
      ['npm error Missing script: "nothing"'],
    ],
    [
      "npm, which finds no package",
      `
      npm error code ENOENT
      npm error syscall open
      npm error path /app/package.json
      npm error errno -2
      npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/app/package.json'
      npm error enoent This is related to npm not being able to find a file.
      npm error enoent
      npm error A complete log of this run can be found in: /root/.npm/_logs/1.log
      `,
      [
        "npm error enoent Could not read package.json: Error: ENOENT: no such file or directory, open '/app/package.json'",
      ],
    ],
    [
      "docker, after a deprecation of several lines",
      `
      DEPRECATED: The legacy builder is deprecated and will be removed in a future release.
                  Install the buildx component to build images with BuildKit:
                  https://docs.docker.com/go/buildx/

      unable to prepare context: lstat /app/Dockerfile: no such file or directory
      `,
      ["unable to prepare context: lstat /app/Dockerfile: no such file or directory"],
    ],
    [
      "Node, after warnings, one with its stack",
      `
      (node:123) Warning: Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0' is insecure.
      (Use \`node --trace-warnings ...\` to show where the warning was created)
      (node:123) [DEP0040] DeprecationWarning: The punycode module is deprecated.
          at node:punycode:3:9
      no configuration in /app
      `,
      ["no configuration in /app"],
    ],
    [
      "Node before 15, whose warning of a rejection is the reason",
      `
      listening on 3000
      (node:123) UnhandledPromiseRejectionWarning: Error: no host
          at f (/app/a.js:1:21)
      `,
      ["(node:123) UnhandledPromiseRejectionWarning: Error: no host"],
    ],
    ["a warning of a program's own", "Warning: no cache\ndisk full", ["disk full"]],
    [
      "a warning of Python",
      "x.py:2: DeprecationWarning: old\n  warnings.warn('old')\ndisk full",
      ["disk full"],
    ],
    ["warnings alone", "npm warn one\nwarning: two", ["npm warn one", "warning: two"]],
    ["a warning and an epilogue alone", "warning: old\nmake: *** [all] Error 2", ["make: *** [all] Error 2"]],
    [
      "a program that goes on after a stack",
      `
      Error: refused, trying again
          at f (/app/a.js:1:21)
      trying again
      giving up:
        - no host
      `,
      ["trying again", "giving up:", "  - no host"],
    ],
    [
      "an error without a known name, after one that was survived",
      `
      Error: refused, trying again
          at f (/app/a.js:1:21)
      trying again
      HttpFailure: 502 from upstream
          at f (/app/a.js:1:21)
      `,
      ["HttpFailure: 502 from upstream"],
    ],
    [
      "a stack alone",
      "    at f (/app/a.js:1:21)\n    at g (/app/a.js:2:1)",
      ["    at f (/app/a.js:1:21)", "    at g (/app/a.js:2:1)"],
    ],
    [
      "no stack, and indentation",
      "  1 passed\n  2 failed\nsee above",
      ["  1 passed", "  2 failed", "see above"],
    ],
    [
      "a script",
      "step 1\n./deploy.sh: line 3: kubectl: command not found",
      ["./deploy.sh: line 3: kubectl: command not found"],
    ],
    [
      "an error, and what is said of it",
      "one\ntwo\nError: could not deploy\n  - no host\n  - no key",
      ["Error: could not deploy", "  - no host", "  - no key"],
    ],
  ])("is what the error says, without its stack: %s", (_name, text, expected) => {
    expect(errorLines(written(text))).toEqual(expected);
  });
});
