import type { TestModule } from "vitest/node";
import type { Failure } from "./failure.js";

/** Whatever was thrown. */
interface Thrown {
  readonly message?: string;
}

/** What failed in a run: as many as `countTests` counts. */
export function listFailures(modules: readonly TestModule[], errors: readonly unknown[]): readonly Failure[] {
  return [
    ...modules.flatMap(failuresOf),
    ...errors.map((error) => ({ message: messageOf([error as Thrown]) })),
  ];
}

function failuresOf(module: TestModule): readonly Failure[] {
  const path = module.relativeModuleId;
  const failures = [...module.children.allTests()]
    .filter((test) => ["failed", "pending"].includes(test.result().state))
    .map((test) => ({
      path,
      name: test.fullName,
      message: test.result().state === "pending" ? "has not ended" : messageOf(test.result().errors),
    }));
  // Only its import or a hook can have failed then.
  if (failures.length > 0 || module.ok()) return failures;
  const suites = [...module.children.allSuites()];
  return [{ path, message: messageOf([...module.errors(), ...suites.flatMap((suite) => suite.errors())]) }];
}

function messageOf([error]: readonly Thrown[] = []): string {
  return String(error?.message ?? error ?? "");
}
