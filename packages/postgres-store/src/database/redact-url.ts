/**
 * A connection URL, or what was meant to be one, without its secrets: credentials and `password` parameters become
 * `***`. Greedy to the last `@`, for a password that was not encoded may hold one.
 */
export function redactUrl(url: string): string {
  return url.replace(/\/\/.*@/s, "//***@").replace(/(password|sslpassword)=[^&\s]*/gi, "$1=***");
}
