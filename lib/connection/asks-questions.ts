import type { Reader } from "../platform/db/database.ts";

/**
 * Whether the organization of the connection has its requesters asked about what is on file, which needs rights of its own. The
 * setting is verification's, which may import us and not the other way round: so its row is read here and never written.
 */
export async function asksQuestions(db: Reader, connectionId: string): Promise<boolean> {
  const where = { isOn: true, organization: { connections: { some: { id: connectionId } } } };
  return (await db.questionSetting.count({ where })) > 0;
}
