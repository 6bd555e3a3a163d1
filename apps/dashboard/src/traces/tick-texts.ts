import { formatTime } from "../format/format-time.js";

const DAY_S = 86_400;
const MINUTE_S = 60;

/**
 * Moments along an axis as short texts: the time of day, and below it the date where another day begins; dates alone where
 * they are days apart.
 *
 * @param seconds since 1970, ascending
 * @param stepSeconds from one to the next
 */
export function tickTexts(
  seconds: readonly number[],
  stepSeconds: number,
  timeZone?: string,
): readonly string[] {
  let dayBefore = "";
  return seconds.map((second) => {
    const [day = "", time = ""] = formatTime(new Date(second * 1000), timeZone).split(" ");
    const isOther = day !== dayBefore;
    dayBefore = day;
    if (stepSeconds >= DAY_S) return day.slice(5);
    const said = stepSeconds < MINUTE_S ? time : time.slice(0, 5);
    return isOther ? `${said}\n${day.slice(5)}` : said;
  });
}
