import { useQuery } from "@tanstack/react-query";
import { storageQuery } from "../api/queries.js";
import { Answer } from "../ui/answer.js";
import { Button } from "../ui/button.js";
import { Icon } from "../ui/icon.js";
import { Page } from "../ui/page.js";
import { Examinations } from "./examinations.js";
import { Findings } from "./findings.js";
import { Partitions } from "./partitions.js";
import { WriterCounters } from "./writer-counters.js";

/** What the traces rest on: what is wrong with it, how large it is, how writing goes. */
export function StoragePage() {
  const storage = useQuery(storageQuery);
  return (
    <Page
      title="Storage"
      about={
        <>
          What the traces rest on, as <code>steptrace doctor</code> sees it.
        </>
      }
      actions={
        <Button disabled={storage.isFetching} onClick={() => void storage.refetch()}>
          <Icon name="redo" /> {storage.isFetching ? "Looking" : "Look again"}
        </Button>
      }
    >
      <Answer query={storage} lines={10}>
        {(answer) => (
          <>
            <Findings storage={answer} />
            <Partitions partitions={answer.partitions} />
            {answer.writer !== undefined && <WriterCounters writer={answer.writer} />}
            <Examinations storage={answer} />
          </>
        )}
      </Answer>
    </Page>
  );
}
