import type { Page } from "../page/page.js";
import { type Column, tableLines } from "../table.js";
import { cutText } from "../text/fit-text.js";
import { formatAge } from "../text/format-time.js";
import { sparkline } from "../text/sparkline.js";
import { visibleText } from "../text/visible-text.js";
import { wrapLines } from "../text/wrap-text.js";
import type { ListedGroup } from "./listed-group.js";

const INDENT = " ".repeat(7);
const TEMPLATE_LINES = 3;
const MOST_NAMES = 3;
const MASK = /<\*>/g;

/** Groups of failures as a table, in their order; under each its template, and what it strikes. */
export function viewGroups(groups: readonly ListedGroup[], page: Page): readonly string[] {
  const { colors } = page;
  const columns: readonly Column<ListedGroup>[] = [
    { title: "COUNT", text: ({ count }) => count.toLocaleString("en"), paint: colors.bold, align: "right" },
    { title: "WHEN", text: (group) => sparkline(group.sparkline), paint: colors.cyan },
    { title: "LAST SEEN", text: ({ lastSeen }) => formatAge(lastSeen, page) },
    { title: "FIRST SEEN", text: ({ firstSeen }) => formatAge(firstSeen, page) },
    { title: "", text: newsOf, paint: colors.red },
  ];
  return tableLines(columns, groups, page, (group) => [
    ...templateLines(group, page),
    INDENT + colors.dim(cutText(visibleText(strikes(group)), page.width - INDENT.length)),
  ]);
}

function newsOf({ isNew, isRegressed, silentForDays = 0 }: ListedGroup): string {
  if (isNew) return "new";
  return isRegressed ? `back after ${Math.floor(silentForDays)} d` : "";
}

function templateLines({ template }: ListedGroup, { colors, width }: Page): readonly string[] {
  const text = visibleText(template).replace(MASK, colors.yellow) || colors.dim("(no message)");
  return wrapLines([text], width - INDENT.length, TEMPLATE_LINES).map((line) => INDENT + line);
}

/** `in docker-build 12, deploy 3 and 4 more; at push, pull`. */
function strikes({ skills, skillCount, steps }: ListedGroup): string {
  const named = skills
    .slice(0, MOST_NAMES)
    .map(({ skillName, count }) => `${skillName} ${count.toLocaleString("en")}`);
  const more = skillCount - named.length;
  const names = steps.slice(0, MOST_NAMES).map(({ name }) => name);
  const at = names.length === 0 ? "" : `; at ${names.join(", ")}`;
  return `in ${named.join(", ")}${more > 0 ? ` and ${more.toLocaleString("en")} more` : ""}${at}`;
}
