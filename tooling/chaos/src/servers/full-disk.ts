import type { Sql } from "postgres";

/** Has a server say what it says when its disk is full, as long as `full_disk` has a row. */
export async function prepareFullDisk(sql: Sql): Promise<void> {
  await sql.unsafe(`
    CREATE TABLE full_disk (since timestamptz DEFAULT now());
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF EXISTS (SELECT FROM full_disk) THEN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON execution_traces FOR EACH ROW EXECUTE FUNCTION refuse()`);
}

export async function fillDisk(sql: Sql): Promise<void> {
  await sql`INSERT INTO full_disk DEFAULT VALUES`;
}

export async function clearDisk(sql: Sql): Promise<void> {
  await sql`DELETE FROM full_disk`;
}
