import type { ReactElement } from "react";
import { formatTime } from "../../format/format-time.js";
import { Button } from "../../ui/button.js";
import { Text } from "../../ui/text.js";
import { visibleLine } from "../../ui/visible-text.js";
import type { SimilarFailure, TraceSource } from "../source/trace-source.js";
import css from "../trace.module.css";
import { useSimilar } from "../use-trace.js";
import { type EqualFailures, foldEqual } from "./fold-equal.js";
import { markedWords } from "./marked-words.js";

/** The failures like this one, with the words marked that they share. */
export function SimilarFailures({ source }: { readonly source: TraceSource }): ReactElement | undefined {
  const similar = useSimilar(source, true);
  if (source.similar === undefined) return undefined;
  return (
    <section className={css["card"]} aria-labelledby="similar-title">
      <div className={css["sectionHead"]}>
        <h2 id="similar-title">Failures like this one</h2>
        <p className={css["similarFacts"]}>
          <mark className={css["shared"]}>marked</mark>: words that both have
        </p>
      </div>
      {similar.isPending && <p className={css["quiet"]}>Looking through all failures…</p>}
      {similar.error && (
        <p role="alert" className={css["fault"]}>
          {similar.error.message} <Button onClick={() => void similar.refetch()}>Try again</Button>
        </p>
      )}
      {similar.data?.length === 0 && (
        <p className={css["quiet"]}>No other failure shares enough words with it.</p>
      )}
      <ol className={css["similar"]}>
        {foldEqual(similar.data ?? []).map((equal) => (
          <Similar key={equal.first.traceId} source={source} equal={equal} />
        ))}
      </ol>
    </section>
  );
}

function Similar({
  source,
  equal: { first, others },
}: {
  readonly source: TraceSource;
  readonly equal: EqualFailures;
}): ReactElement {
  const score = Math.round(first.similarityScore * 100);
  return (
    <li>
      <div className={css["score"]}>
        <span>{score} %</span>
        <span className={css["scoreBar"]} aria-hidden="true">
          <span style={{ width: `${score}%` }} />
        </span>
      </div>
      <Message failure={first} />
      <p className={css["similarFacts"]}>
        <Occurrence source={source} failure={first} name={<Text most={60}>{first.skillName}</Text>} />
      </p>
      {others.length > 0 && (
        <details className={css["equal"]}>
          <summary>
            {others.length === 1 ? "one more" : `${others.length} more`} with this very message
          </summary>
          <ul>
            {others.map((other) => (
              <li key={other.traceId}>
                <Occurrence source={source} failure={other} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** What it was where that is to be said, when it was, and the ways to it. */
function Occurrence({
  source: { links, traceId },
  failure,
  name,
}: {
  readonly source: TraceSource;
  readonly failure: SimilarFailure;
  readonly name?: ReactElement;
}): ReactElement {
  const time = <time dateTime={failure.startedAt}>{formatTime(new Date(failure.startedAt))}</time>;
  const link = name ?? time;
  return (
    <>
      {links ? <a href={links.trace(failure.traceId)}>{link}</a> : link}
      {name && <> · {time}</>}
      {links && (
        <>
          {" · "}
          <a href={links.compare(failure.traceId, traceId)}>compare</a>
        </>
      )}
    </>
  );
}

function Message({ failure }: { readonly failure: SimilarFailure }): ReactElement {
  return (
    <p className={css["message"]}>
      <bdi>
        {markedWords(failure.errorMessage, failure.sharedTokens).map(({ text, at, kind }) =>
          kind === "shared" ? (
            <mark key={at} className={css["shared"]}>
              {visibleLine(text)}
            </mark>
          ) : (
            <span key={at} className={css[kind]}>
              {kind === "space" ? text : visibleLine(text)}
            </span>
          ),
        )}
      </bdi>
    </p>
  );
}
