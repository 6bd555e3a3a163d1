/**
 * The group of a message by the first stage of ClusterLog, which is no work of ours and so can be held beside it: words
 * with a digit are taken out, and what is then equal is one group.
 *
 * @see https://github.com/maria-grigorieva/ClusterLog, `data_preparation` and `grouping equals`
 */
export function clusterLogGroup(text: string): string {
  return text
    .split(/\s+/)
    .filter((word) => word !== "" && !/\d/.test(word))
    .join(" ");
}
