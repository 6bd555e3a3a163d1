/** No way led to a service that the tests need. */
export class NoServiceError extends Error {
  override readonly name = "NoServiceError";
  readonly service: string;

  constructor(service: string, reasons: readonly string[]) {
    const list = reasons.map((reason, index) => `  ${index + 1}. ${reason}`).join("\n");
    super(
      `There is no ${service} to test against. Expected one of these ways to be open, and none is:\n${list}\n` +
        "Open any one of them and run again.",
    );
    this.service = service;
  }
}
