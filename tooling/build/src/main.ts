import { buildWorkspace } from "./build-workspace.js";

process.exitCode = buildWorkspace(process.argv.slice(2)) ? 0 : 1;
