import { createHash } from "node:crypto";
import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig, type Plugin } from "vite";

export default defineConfig({
  plugins: [react(), oneFile()],
  resolve: { conditions: ["@steptrace/source", ...defaultClientConditions] },
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: false,
    target: "es2023",
    cssCodeSplit: false,
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: { input: "export.html", output: { codeSplitting: false } },
  },
});

/**
 * Puts the script and the style into the page itself, and says in its Content-Security-Policy that these two, by their hashes, are
 * all that it may run and load.
 */
function oneFile(): Plugin {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_options, bundle) {
      const page = bundle["export.html"];
      if (page?.type !== "asset") throw new Error("The build has no export.html.");
      const files = Object.values(bundle);
      const script = files.flatMap((file) => (file.type === "chunk" ? [file.code] : [])).join("\n");
      const style = files
        .flatMap((file) =>
          file.type === "asset" && file.fileName.endsWith(".css") ? [String(file.source)] : [],
        )
        .join("\n");
      page.source = inline(String(page.source), script, style);
      for (const file of files) if (file !== page) delete bundle[file.fileName];
    },
  };
}

function inline(html: string, script: string, style: string): string {
  // What would end the element, or begin a comment in it; both only ever stand in texts of a script.
  const safe = script.trim().replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(safe)}`,
    `style-src ${hashOf(style)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html
    .replace(/\s*<script type="module"[^>]*><\/script>/, "")
    .replace(/\s*<link rel="stylesheet"[^>]*>/, "")
    .replace(
      '<meta charset="utf-8" />',
      () => `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    )
    .replace("</head>", () => `  <style>${style}</style>\n  </head>`)
    .replace("</body>", () => `  <script type="module">${safe}</script>\n  </body>`);
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
