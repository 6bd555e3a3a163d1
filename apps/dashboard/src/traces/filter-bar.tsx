import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { skillsQuery } from "../api/queries.js";
import type { TraceFilter } from "../api/trace-filter.js";
import { useChangeSearch } from "../app/use-change-search.js";
import { useKeys } from "../keys/keys-context.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import styles from "./filter-bar.module.css";
import { FilterChips } from "./filter-chips.js";
import { FilterField } from "./filter-field.js";
import { meantBy } from "./meant-by.js";
import { MoreFilters } from "./more-filters.js";
import { StatusFilter } from "./status-filter.js";

const LONGEST = "12mo";

/** What traces are filtered by. `/` goes to the text, `f` to failures alone. */
export function FilterBar({ filter }: { readonly filter: TraceFilter }) {
  const change = useChangeSearch();
  const text = useRef<HTMLInputElement>(null);
  const [isMoreOpen, setMoreOpen] = useState(false);
  const skills = useQuery(skillsQuery({ range: LONGEST })).data?.skills ?? [];
  const names = skills.map(({ skillName }) => skillName);
  const more = [filter.executionId, filter.minDuration, filter.maxDuration, filter.metadata];
  const moreCount = more.filter((value) => value !== undefined).length;
  useKeys([
    { keys: "/", about: "Search the text", group: "Traces", run: () => text.current?.focus() },
    {
      keys: "f",
      about: "Failures only, and back",
      group: "Traces",
      run: () => change({ status: filter.status === "failed" ? undefined : "failed" }),
    },
    { keys: "e", about: "More filters, and back", group: "Traces", run: () => setMoreOpen(!isMoreOpen) },
  ]);
  return (
    <search className={styles["bar"]}>
      <div className={styles["line"]}>
        <FilterField
          ref={text}
          label="Text"
          placeholder="Words of errors and step names"
          value={filter.text ?? ""}
          set={(value) => change({ text: value || undefined })}
          icon="search"
          hint="/"
        />
        <FilterField
          label="Skill"
          placeholder="All skills"
          value={filter.skill ?? ""}
          set={(value) => change({ skill: meantBy(value, names) || undefined })}
          suggestions={names}
        />
        <StatusFilter status={filter.status} set={(status) => change({ status })} />
        <Button aria-expanded={isMoreOpen} onClick={() => setMoreOpen(!isMoreOpen)}>
          <Icon name="filter" />
          {moreCount === 0 ? "More" : `More · ${moreCount}`}
        </Button>
      </div>
      {isMoreOpen && <MoreFilters filter={filter} />}
      <FilterChips filter={filter} />
    </search>
  );
}
