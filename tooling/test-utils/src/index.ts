export type { TestDatabase } from "./create-test-database.js";
export { createTestDatabase } from "./create-test-database.js";
export { databaseTest } from "./database-test.js";
export type { Plan } from "./explain.js";
export { explain, PLAN_MODES } from "./explain.js";
export type { TestRedis } from "./redis-test.js";
export { redisTest } from "./redis-test.js";
export { selfSignedCertificate } from "./self-signed-certificate.js";
export type { DatabaseOptions } from "./template-database.js";
