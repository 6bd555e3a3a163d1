import { bundlePackage } from "./bundle-package.js";

await bundlePackage(process.cwd());
