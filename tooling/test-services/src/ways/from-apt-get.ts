import { messageOf } from "../message-of.js";
import { installWithApt } from "../process/install-with-apt.js";
import { fromPrograms } from "./from-programs.js";
import type { Way } from "./way.js";
import { WayClosedError } from "./way-closed-error.js";

/** Debian's own packages, where this process is root and may install them; then a server of our own. */
export const fromAptGet: Way = {
  name: "apt-get",
  advice: (kind) => `run as root on Debian, so that \`apt-get install ${kind.aptPackage}\` works`,
  async open(kind) {
    try {
      await installWithApt(kind.aptPackage);
    } catch (error) {
      throw new WayClosedError(messageOf(error), { cause: error });
    }
    return fromPrograms.open(kind);
  },
};
