import { join } from "node:path";
import type { Trace } from "@steptrace/core";
import { importDbt } from "./import-dbt.js";
import { importGithubActions } from "./import-github-actions.js";
import { importLangfuse } from "./import-langfuse.js";
import { importWfInstance } from "./import-wf-instance.js";
import { readRecording } from "./read-recording.js";

/** Files of one kind, and how they become traces. */
export interface Source {
  readonly title: string;
  /** Below the folder of data. */
  readonly folder: string;
  /** How the names of its files end. */
  readonly ending: string;
  readonly importText: (text: string) => readonly Trace[];
}

const PAYLOADS = join("ci_runs", "octokit-webhooks", "payload-examples", "api.github.com");

export const SOURCES: readonly Source[] = [
  {
    title: "dbt",
    folder: "dbt_run_results",
    ending: ".json",
    importText: (text) => importDbt(JSON.parse(text)),
  },
  {
    title: "GitHub jobs",
    folder: join(PAYLOADS, "workflow_job"),
    ending: ".json",
    importText: (text) => importGithubActions(JSON.parse(text)),
  },
  {
    title: "GitHub runs",
    folder: join(PAYLOADS, "workflow_run"),
    ending: ".json",
    importText: (text) => importGithubActions(JSON.parse(text)),
  },
  {
    title: "GitHub API",
    folder: join("ci_runs", "otel-cicd-action"),
    ending: ".rec",
    importText: (text) => readRecording(text).flatMap(importGithubActions),
  },
  {
    title: "Langfuse",
    folder: "langfuse_agent_traces",
    ending: ".json",
    importText: (text) => importLangfuse(JSON.parse(text)),
  },
  {
    title: "WfCommons",
    folder: "wfinstances",
    ending: ".json",
    importText: (text) => importWfInstance(JSON.parse(text)),
  },
];
