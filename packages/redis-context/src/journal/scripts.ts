import { Script } from "./script.js";

/**
 * Puts a trace into the index, or says that it is alive, by Redis's own clock.
 *
 * KEYS: the index. ARGV: the trace id. Result: none.
 */
export const aliveScript: Script = new Script(`
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

/** How a text is added: whether or not the journal is open. */
export const OPENING = "";
/** How a text is added: where the journal is open. */
export const JOINING = "+";

/**
 * Adds a text to the open stream.
 *
 * KEYS: the open stream. ARGV: the text, and OPENING, JOINING or the id of an entry that the stream has to hold still.
 * Result: the new entry's id and how many there are; none where it was not added.
 */
export const appendScript: Script = new Script(`
local after = ARGV[2]
if after == '${JOINING}' then
  if redis.call('EXISTS', KEYS[1]) == 0 then return false end
elseif after ~= '${OPENING}' and #redis.call('XRANGE', KEYS[1], after, after) == 0 then return false end
return {redis.call('XADD', KEYS[1], '*', 't', ARGV[1]), redis.call('XLEN', KEYS[1])}`);

/**
 * Closes a journal: what is open is closed, behind what was closed before. A last text that ends it already is not added
 * again; one that is set aside stays so unless something is added.
 *
 * KEYS: the open stream, the closed one. ARGV: a last text and the id of an entry that it should hold, or ''; or nothing.
 * Result: how many texts the closed one holds, the id of the last, and 1; where that entry is gone, nothing is done, and the
 * last is 0.
 */
export const closeScript: Script = new Script(`
local after = ARGV[2] or ''
if after ~= '' and #redis.call('XRANGE', KEYS[1], after, after) + #redis.call('XRANGE', KEYS[2], after, after) == 0 then
  return {redis.call('XLEN', KEYS[2]), '', 0}
end
local open = redis.call('EXISTS', KEYS[1]) == 1
if open and redis.call('EXISTS', KEYS[2]) == 0 then redis.call('RENAME', KEYS[1], KEYS[2])
elseif open then
  for _, entry in ipairs(redis.call('XRANGE', KEYS[1], '-', '+')) do
    redis.call('XADD', KEYS[2], '*', unpack(entry[2]))
  end
  redis.call('UNLINK', KEYS[1])
end
local last = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
local place = last and last[1] or ''
local adds = ARGV[1] and (open or not last or last[2][2] ~= ARGV[1])
if adds then place = redis.call('XADD', KEYS[2], '*', 't', ARGV[1]) end
if open or adds then redis.call('PERSIST', KEYS[2]) end
return {redis.call('XLEN', KEYS[2]), place, 1}`);

/**
 * How a journal stands.
 *
 * KEYS: the open stream, the closed one, how the trace ended. ARGV: the id of an entry, or ''.
 * Result: whether it is open and holds that entry (1 or 0 each), how many entries are open, the first text of the open stream,
 * else of the closed one, the last text of the closed one where none is open, how the trace ended; texts may be missing.
 */
export const lookScript: Script = new Script(`
local function text(entries) return entries[1] and entries[1][2][2] or false end
local size = redis.call('XLEN', KEYS[1])
local holds = 0
if ARGV[1] ~= '' then holds = #redis.call('XRANGE', KEYS[1], ARGV[1], ARGV[1]) end
local stream = size > 0 and KEYS[1] or KEYS[2]
local first = text(redis.call('XRANGE', stream, '-', '+', 'COUNT', 1))
local last = size == 0 and text(redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1))
return {size > 0 and 1 or 0, holds, size, first, last, redis.call('GET', KEYS[3])}`);

/**
 * Removes a closed journal, unless it has grown.
 *
 * KEYS: the open stream, the closed one, how the trace ended. ARGV: how many texts it may hold; how the trace ended, or '';
 * for how many seconds that is kept. Result: how many journals were removed, and 1 where none is left, else 0.
 */
export const removeScript: Script = new Script(`
if redis.call('XLEN', KEYS[2]) > tonumber(ARGV[1]) then return {0, 0} end
local removed = redis.call('UNLINK', KEYS[2])
if ARGV[2] ~= '' then redis.call('SET', KEYS[3], ARGV[2], 'EX', ARGV[3]) end
return {removed, 1 - redis.call('EXISTS', KEYS[1])}`);

/**
 * Has a closed journal expire, unless it has grown, or expires already.
 *
 * KEYS: the open stream, the closed one. ARGV: how many texts it may hold, for how many seconds it is kept. Result: how many
 * journals now expire, and 1 where none is left that does not, else 0.
 */
export const setAsideScript: Script = new Script(`
if redis.call('XLEN', KEYS[2]) > tonumber(ARGV[1]) then return {0, 0} end
local expiring = 0
if redis.call('TTL', KEYS[2]) == -1 then expiring = redis.call('EXPIRE', KEYS[2], ARGV[2]) end
return {expiring, 1 - redis.call('EXISTS', KEYS[1])}`);

/**
 * Reserves ids, one block after the other. A counter that is gone goes on from the microseconds since the trace's start, by
 * Redis's own clock: beyond all that it gave before, unless those were more than a million a second.
 *
 * KEYS: the counter. ARGV: the first id of all, how many to reserve, when the trace started in milliseconds since 1970, for how
 * many seconds the counter is kept. Result: the first of the block.
 */
export const reserveScript: Script = new Script(`
if redis.call('EXISTS', KEYS[1]) == 0 then
  local time = redis.call('TIME')
  local since = math.max(0, time[1] * 1000000 + time[2] - ARGV[3] * 1000)
  redis.call('SET', KEYS[1], string.format('%.0f', ARGV[1] + since))
end
local after = redis.call('INCRBY', KEYS[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[4])
return after - ARGV[2]`);
