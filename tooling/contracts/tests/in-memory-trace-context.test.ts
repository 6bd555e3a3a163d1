import { InMemoryTraceContext } from "@steptrace/core";
import { describeTraceContext } from "../src/index.js";

describeTraceContext("InMemoryTraceContext", (request) => new InMemoryTraceContext(request));
