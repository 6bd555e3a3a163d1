import { Script } from "./script.js";

/**
 * Puts a trace into the index, or says that it is alive, by Redis's own clock.
 *
 * KEYS: the index. ARGV: the trace id. Result: none.
 */
export const openScript: Script = new Script(`
local time = redis.call('TIME')
redis.call('ZADD', KEYS[1], time[1] * 1000 + math.floor(time[2] / 1000), ARGV[1])`);

/**
 * Says that traces are alive, by Redis's own clock.
 *
 * KEYS: the index. ARGV: the trace ids. Result: those that the index does not hold; they are not put into it.
 */
export const renewScript: Script = new Script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local forgotten = {}
for _, id in ipairs(ARGV) do
  if redis.call('ZSCORE', KEYS[1], id) then redis.call('ZADD', KEYS[1], now, id)
  else forgotten[#forgotten + 1] = id end
end
return forgotten`);

/**
 * Closes a journal: what is open is closed, behind what was closed before.
 *
 * KEYS: the open stream, the closed one. ARGV: a last text, or none. Result: how many texts the closed one holds.
 */
export const closeScript: Script = new Script(`
if redis.call('EXISTS', KEYS[2]) == 0 then
  if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('RENAME', KEYS[1], KEYS[2]) end
else
  for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
    redis.call('XADD', KEYS[2], '*', unpack(entry[2]))
  end
  redis.call('UNLINK', KEYS[1])
end
if ARGV[1] then redis.call('XADD', KEYS[2], '*', 't', ARGV[1]) end
return redis.call('XLEN', KEYS[2])`);

/**
 * Removes a closed journal, unless it has grown.
 *
 * KEYS: the open stream, the closed one, the counter. ARGV: how many texts it may hold. Result: how many journals were
 * removed, and 1 where nothing is left of the trace, else 0.
 */
export const removeScript: Script = new Script(`
if redis.call('XLEN', KEYS[2]) > tonumber(ARGV[1]) then return {0, 0} end
local removed = redis.call('UNLINK', KEYS[2])
if redis.call('EXISTS', KEYS[1]) == 1 then return {removed, 0} end
redis.call('UNLINK', KEYS[3])
return {removed, 1}`);

/**
 * Reserves ids, one block after the other.
 *
 * KEYS: the counter. ARGV: the first id of all, how many to reserve. Result: the first of the block.
 */
export const reserveScript: Script = new Script(`
redis.call('SET', KEYS[1], ARGV[1], 'NX')
return redis.call('INCRBY', KEYS[1], ARGV[2]) - ARGV[2]`);
