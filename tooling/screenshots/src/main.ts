import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runDemo } from "./run-demo.js";
import { findScenes } from "./scenes.js";
import { type Frame, takePictures } from "./take-pictures.js";

const DOCUMENTS = fileURLToPath(new URL("../../../docs/images/", import.meta.url));
const IN_DOCUMENTS: readonly string[] = ["overview", "trace"];
const THEMES = ["light", "dark"] as const;
const DESK = { width: 1280, height: 800, scale: 1.5 };
/** A telephone, a tablet and a desk: to look at, not for the documents. */
const WIDTHS = [
  { width: 360, height: 780, scale: 1 },
  { width: 800, height: 1100, scale: 1 },
  { width: 1440, height: 900, scale: 1 },
];

const { values } = parseArgs({ options: { all: { type: "boolean" }, to: { type: "string" } } });
const sizes: readonly Omit<Frame, "theme">[] = values.all === true ? WIDTHS : [DESK];
const frames = sizes.flatMap((size) => THEMES.map((theme) => ({ ...size, theme })));

await using demo = await runDemo();
const scenes = await findScenes(demo.url);
const shown = values.all === true ? scenes : scenes.filter(({ name }) => IN_DOCUMENTS.includes(name));
await takePictures(demo.url, shown, frames, values.to ?? DOCUMENTS);
