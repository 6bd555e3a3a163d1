import type { Group } from "../api/queries.js";
import { Text } from "../ui/text.js";
import styles from "./failures.module.css";

const MOST = 3;

/** Which skills and which of their steps a kind of failure strikes. */
export function Struck({ group: { skills, skillCount, steps } }: { readonly group: Group }) {
  const others = skillCount - Math.min(MOST, skills.length);
  return (
    <>
      {skills.slice(0, MOST).map(({ skillName }) => (
        <span key={skillName} className={styles["skill"]}>
          <Text most={60}>{skillName}</Text>
        </span>
      ))}
      {others > 0 && <span>and {others} more</span>}
      {steps.length > 0 && (
        <span>
          in step{" "}
          {steps.slice(0, MOST).map(({ name }, place) => (
            <span key={name}>
              {place > 0 && ", "}
              <Text most={60} empty="(unnamed)" isMono>
                {name}
              </Text>
            </span>
          ))}
        </span>
      )}
    </>
  );
}
