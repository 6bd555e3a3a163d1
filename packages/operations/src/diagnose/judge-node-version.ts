import type { Judgement } from "./judgement.js";

const LEAST = { major: 20, minor: 19 };

/** @param version as `process.versions.node` has it */
export function judgeNodeVersion(version: string): Judgement {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isOld = major < LEAST.major || (major === LEAST.major && minor < LEAST.minor);
  return {
    summary: version,
    findings: isOld
      ? [
          {
            code: "node-too-old",
            severity: "error",
            what: `Node.js is ${version}; steptrace needs ${LEAST.major}.${LEAST.minor} or later.`,
            fix: "Install Node.js 24: https://nodejs.org/en/download",
          },
        ]
      : [],
  };
}
