import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { pointsQuery, skillsQuery } from "../api/queries.js";
import { useTime } from "../time/use-time.js";
import { Answer } from "../ui/answer.js";
import { Message } from "../ui/message.js";
import { Page } from "../ui/page.js";
import { Panel } from "../ui/panel.js";
import { FailuresToSee } from "./failures-to-see.js";
import { Figures } from "./figures.js";
import styles from "./overview.module.css";
import { SkillTable } from "./skill-table.js";
import { SlowestTraces } from "./slowest-traces.js";

/** All skills at a glance: how they went, what failed, what took longest. */
export function OverviewPage() {
  const time = useTime();
  const skills = useQuery(skillsQuery(time));
  const points = useQuery(pointsQuery({}, time));
  return (
    <Page title="Overview">
      <Answer query={skills} lines={8}>
        {(answer) =>
          answer.skills.length === 0 ? (
            <NothingYet />
          ) : (
            <>
              <Figures answer={answer} />
              <Panel title="Skills" isFlush>
                <SkillTable answer={answer} points={points.data} />
              </Panel>
              <div className={styles["pair"]}>
                <FailuresToSee time={time} />
                <SlowestTraces time={time} />
              </div>
            </>
          )
        }
      </Answer>
    </Page>
  );
}

function NothingYet() {
  return (
    <Panel>
      <Message icon="overview" title="No traces in this time">
        <p>Choose a longer time above, or record something: each of these leaves a trace.</p>
        <pre className={styles["example"]}>steptrace run deploy -- ./deploy.sh</pre>
        <pre className={styles["example"]}>
          {'await tracer.trace("deploy", (trace) => trace.step("push", push));'}
        </pre>
        <p>
          All that is stored:{" "}
          <Link to="/" search={{ range: "12mo" }}>
            the last 12 months
          </Link>
          .
        </p>
      </Message>
    </Panel>
  );
}
