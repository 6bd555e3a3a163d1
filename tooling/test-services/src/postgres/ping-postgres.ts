import postgres from "postgres";

/** Resolves when the server answers `SELECT 1`; rejects with the reason when it does not. */
export async function pingPostgres(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => {} });
  try {
    await sql`SELECT 1`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
