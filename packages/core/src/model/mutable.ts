/** A value while it is made: property by property, for many spreads take many times as long. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };
