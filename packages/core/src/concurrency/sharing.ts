import type { Db } from "../shared/index.ts";
import { READS_MAX, withinReads } from "./reads.ts";
import { SharedReads } from "./shared-reads.ts";

/** Which reads are equal, and how many go together. */
interface SharingOptions<Question> {
  /** Equal for equal questions alone. */
  keyOf: (question: Question) => string;
  /** Different questions that `read` takes; `SHARED_MAX_QUESTIONS` unless given. */
  maxQuestions?: number;
  /** Whether the statements are among the few lists that run at a time. Then nobody may ask within `withinReads`. */
  isList?: boolean;
}

/**
 * Makes reads of one kind share statements, those of each pool by themselves. Inside a transaction a read is alone.
 * @param read asks many questions; its statements begin after the call, and its answers are in their order
 * @returns the function that asks one; its answer may be shared, so nobody may change it
 */
export function sharing<Question, Answer>(
  read: (db: Db, questions: readonly Question[]) => Promise<readonly Answer[]>,
  { keyOf, maxQuestions, isList = false }: SharingOptions<Question>,
): (db: Db, question: Question) => Promise<Answer> {
  const readsOfPools = new WeakMap<Db, SharedReads<Question, Answer>>();
  const readOne = async (db: Db, question: Question) => (await read(db, [question]))[0] as Answer;
  const readsOf = (db: Db) => {
    const known = readsOfPools.get(db);
    if (known) return known;
    const reads = new SharedReads<Question, Answer>({
      together: (questions) => read(db, questions),
      alone: (question) => withinReads(db, () => readOne(db, question)),
      ...(maxQuestions !== undefined && { maxQuestions }),
      ...(isList && {
        maxStatements: READS_MAX,
        whenAllowed: (statement) => withinReads(db, statement),
      }),
    });
    readsOfPools.set(db, reads);
    return reads;
  };
  return (db, question) =>
    db.isTransaction ? readOne(db, question) : readsOf(db).read(keyOf(question), question);
}

/** `sharing` of single rows by their ids: undefined for an id that there is not. */
export const sharingById = <Noun extends { id: string }>(
  read: (db: Db, ids: readonly string[]) => Promise<readonly Noun[]>,
): ((db: Db, id: string) => Promise<Noun | undefined>) =>
  sharing(
    async (db, ids) => {
      const byId = new Map((await read(db, ids)).map((noun) => [noun.id, noun]));
      return ids.map((id) => byId.get(id));
    },
    { keyOf: (id) => id },
  );
