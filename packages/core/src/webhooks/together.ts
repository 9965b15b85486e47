/** Something asked for, and who waits for the answer. */
interface Asked<Question, Answer> {
  question: Question;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/**
 * Answers questions that are asked in the same turn of the event loop together, by one statement.
 * @param answer the answers, in the order of the questions
 */
export function together<Question, Answer>(
  answer: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  let asked: Asked<Question, Answer>[] = [];
  const answerAll = async () => {
    const all = asked;
    asked = [];
    try {
      const answers = await answer(all.map(({ question }) => question));
      for (const [index, { resolve }] of all.entries()) resolve(answers[index] as Answer);
    } catch (error) {
      for (const { reject } of all) reject(error);
    }
  };
  return (question) =>
    new Promise((resolve, reject) => {
      if (asked.push({ question, resolve, reject }) === 1) setImmediate(answerAll);
    });
}
