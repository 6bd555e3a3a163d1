import type { FailureExplanation, Step, TraceComparison } from "@steptrace/core";
import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type {
  AnomaliesAnswer,
  FailuresAnswer,
  FeaturesAnswer,
  PointsAnswer,
  RunningAnswer,
  SimilarAnswer,
  SkillsAnswer,
  StatsAnswer,
  StepsAnswer,
  StorageAnswer,
  TraceSkeleton,
  TracesAnswer,
} from "./answers.js";
import type { schemas } from "./schemas.js";
import type { Wire } from "./wire.js";

/** As a schema has it, which knows nothing that is only read. */
type Open<T> = T extends object ? { -readonly [K in keyof T]: Open<T[K]> } : T;
type Described<K extends keyof typeof schemas> = z.input<(typeof schemas)[K]>;

test("what is answered is what the description says, by their types", () => {
  expectTypeOf<Open<FeaturesAnswer>>().toExtend<Described<"features">>();
  expectTypeOf<Open<SkillsAnswer>>().toExtend<Described<"skills">>();
  expectTypeOf<Open<StatsAnswer>>().toExtend<Described<"stats">>();
  expectTypeOf<Open<StepsAnswer>>().toExtend<Described<"steps">>();
  expectTypeOf<Open<AnomaliesAnswer>>().toExtend<Described<"anomalies">>();
  expectTypeOf<Open<TracesAnswer>>().toExtend<Described<"traces">>();
  expectTypeOf<Open<PointsAnswer>>().toExtend<Described<"points">>();
  expectTypeOf<Open<RunningAnswer>>().toExtend<Described<"running">>();
  expectTypeOf<Open<TraceSkeleton>>().toExtend<Described<"skeleton">>();
  expectTypeOf<Open<Wire<Step>>>().toExtend<Described<"step">>();
  expectTypeOf<Open<SimilarAnswer>>().toExtend<Described<"similar">>();
  expectTypeOf<Open<Wire<FailureExplanation>>>().toExtend<Described<"explanation">>();
  expectTypeOf<Open<Wire<TraceComparison>>>().toExtend<Described<"comparison">>();
  expectTypeOf<Open<FailuresAnswer>>().toExtend<Described<"failures">>();
  expectTypeOf<Open<StorageAnswer>>().toExtend<Described<"storage">>();
});
