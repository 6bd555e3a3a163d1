/**
 * A connection URL without its secrets: credentials and `password` parameters become `***`. Greedy to the last `@`,
 * for a password that was not encoded may hold one.
 */
export function redactUrl(url: string): string {
  return url.replace(/^([^/@]*\/\/)?.*@/s, "$1***@").replace(/((?:ssl)?password)=[^&\s]*/gi, "$1=***");
}
