import { readFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { rolldown } from "rolldown";

const SOURCE = "@steptrace/source";

interface Manifest {
  /** By path: the conditions of one that has code, or the file of another. */
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/**
 * Puts what the compiler has made of a package's modules into one file for each of its exports, and one for what they share:
 * a program that loads five files begins in half the time of one that loads four hundred.
 *
 * @param directory of the package: `dist/<entry>.js` becomes `dist/bundle/<entry>.js`, and what it depends on stays outside
 */
export async function bundlePackage(directory: string): Promise<void> {
  const input = entriesOf(JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as Manifest);
  const bundle = await rolldown({
    cwd: directory,
    input,
    external: (id) => !id.startsWith(".") && !isAbsolute(id),
    platform: "node",
  });
  await bundle.write({
    dir: "dist/bundle",
    cleanDir: true,
    format: "esm",
    sourcemap: true,
    // As they are named in messages, and in profiles.
    keepNames: true,
    chunkFileNames: "shared/[name].js",
  });
}

/** The compiled file of each export, by the name that it has in the bundle. */
function entriesOf({ exports }: Manifest): Record<string, string> {
  const sources = Object.values(exports).flatMap((one) =>
    typeof one === "string" ? [] : [one[SOURCE] ?? []].flat(),
  );
  return Object.fromEntries(
    sources.map((source) => {
      const entry = source.replace(/^\.\/src\//, "").replace(/\.ts$/, "");
      return [entry, `./dist/${entry}.js`];
    }),
  );
}
