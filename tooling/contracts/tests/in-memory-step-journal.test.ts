import { InMemoryStepJournal } from "@steptrace/core";
import { describeStepJournal } from "../src/index.js";

describeStepJournal("InMemoryStepJournal", () => new InMemoryStepJournal());
