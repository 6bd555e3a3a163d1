import type { ReactElement } from "react";
import { formatTime } from "../../format/format-time.js";
import { Button } from "../../ui/button.js";
import { Text } from "../../ui/text.js";
import { visibleLine } from "../../ui/visible-text.js";
import type { SimilarFailure, TraceSource } from "../source/trace-source.js";
import css from "../trace.module.css";
import { useSimilar } from "../use-trace.js";
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
        {similar.data?.map((failure) => (
          <Similar key={failure.traceId} source={source} failure={failure} />
        ))}
      </ol>
    </section>
  );
}

function Similar({
  source: { links, traceId },
  failure,
}: {
  readonly source: TraceSource;
  readonly failure: SimilarFailure;
}): ReactElement {
  const score = Math.round(failure.similarityScore * 100);
  const name = <Text most={60}>{failure.skillName}</Text>;
  return (
    <li>
      <div className={css["score"]}>
        <span>{score} %</span>
        <span className={css["scoreBar"]} aria-hidden="true">
          <span style={{ width: `${score}%` }} />
        </span>
      </div>
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
      <p className={css["similarFacts"]}>
        {links ? <a href={links.trace(failure.traceId)}>{name}</a> : name}
        {" · "}
        <time dateTime={failure.startedAt}>{formatTime(new Date(failure.startedAt))}</time>
        {links && (
          <>
            {" · "}
            <a href={links.compare(failure.traceId, traceId)}>compare</a>
          </>
        )}
      </p>
    </li>
  );
}
