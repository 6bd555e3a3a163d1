import type { Client } from "@steptrace/server/client";

/** As the server answers. */
export type Comparison = Awaited<ReturnType<Client["compare"]>>;

/** A step of one trace beside that of the other. */
export type AlignedStep = Comparison["steps"][number];

/** A step of a trace. */
export type ComparedStep = NonNullable<AlignedStep["a"]>;
