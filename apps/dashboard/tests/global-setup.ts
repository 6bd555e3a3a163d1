import { findChromium } from "@steptrace/test-services";

/** Once, for apt has one lock: each test finds it then. */
export async function setup(): Promise<void> {
  await findChromium();
}
