import postgres, { type Sql } from "postgres";

/** Uses one connection to a server, to make and drop databases; it is closed afterwards. */
export async function withAdministrator<T>(url: string, use: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await use(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
