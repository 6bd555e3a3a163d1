import type { Group } from "../api/queries.js";
import { Badge } from "../ui/badge.js";

/** What is worth knowing of a kind of failure: that it is new, or was gone and is back. */
export function GroupBadges({
  group: { isNew, isRegressed, silentForDays },
}: {
  readonly group: Pick<Group, "isNew" | "isRegressed" | "silentForDays">;
}) {
  return (
    <>
      {isNew && (
        <Badge look="timeout" about="Never seen before">
          new
        </Badge>
      )}
      {isRegressed && (
        <Badge
          look="failed"
          about={
            silentForDays === undefined ? "It was gone" : `It was gone for ${Math.round(silentForDays)} days`
          }
        >
          back
        </Badge>
      )}
    </>
  );
}
