/** Host and port of a URL: what may be printed, for a URL can hold a password. */
export function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an unreadable URL";
}
