import { InMemoryTraceStorage } from "@steptrace/core";
import { describeTraceSink } from "../src/index.js";

describeTraceSink("InMemoryTraceStorage", () => new InMemoryTraceStorage());
