export { buildWorkspace } from "./build-workspace.js";
