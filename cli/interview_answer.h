/* cli/interview_answer.h - what somebody typed becomes a value of a candidate file
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_INTERVIEW_ANSWER_H
#define CLI_INTERVIEW_ANSWER_H

#include "base/arena.h"
#include "base/buf.h"
#include "cli/interview_questions.h"

/**
 * The value for a line: one line of text, nothing in it that means something else in the file.
 *
 * @param line valid UTF-8
 * @return in `arena`; NULL: no answer (an empty line, "no" where an example was asked for). ""
 * is a claim without an example. What cannot be understood comes out as it was typed, for the
 * reader of the file to refuse
 */
const char *interview_answer(struct arena *arena, const struct question *question,
                             struct span line);

/** Say which part of an answer is none of those that the question allows, in plain words, with
 * all of them and the nearest: `"part tiem" is none of these: full time, part time. Did you
 * mean "part time"?` @return false, and nothing said, where there is no such part */
bool interview_put_unknown(struct buf *out, const struct question *question, const char *value);

/** Is this line (a bare yes) no answer here, since a name was asked for? */
bool interview_needs_name(const struct question *question, struct span line);

/** Is what was made of the words to be told to the person? */
bool interview_says_back(const struct question *question);

#endif
