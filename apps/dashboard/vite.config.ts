import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";

/** Where `vite` finds the API while the page is worked on: `steptrace serve` beside it. */
const API = "http://127.0.0.1:7430";

export default defineConfig({
  // The server says below which path it stands.
  base: "./",
  plugins: [react()],
  resolve: { conditions: ["@steptrace/source", ...defaultClientConditions] },
  server: { proxy: { "/api": API } },
  build: {
    outDir: "dist/page",
    emptyOutDir: true,
    target: "es2023",
    // What is inlined as data: would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
