/**
 * The beginning of a command for a Redis.
 *
 * @param address as an inspector says it: `host:port`, the path of a socket, or several of a cluster in words
 */
export function redisCli(address: string): string {
  if (address.startsWith("/")) return `redis-cli -s ${address}`;
  const [first] = /[^\s,]+:\d+/.exec(address) ?? [];
  return first === undefined ? "redis-cli" : `redis-cli -u redis://${first}`;
}
