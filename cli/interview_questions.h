/* cli/interview_questions.h - what `profile new` asks, and in which order
 * SPDX-License-Identifier: MIT
 */
#ifndef CLI_INTERVIEW_QUESTIONS_H
#define CLI_INTERVIEW_QUESTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "schema/vocab.h"

/* What an answer is made of before it is checked: people write "y" and "2 years". */
enum answer_form {
    ANSWER_TEXT = 0,
    ANSWER_YES_NO,
    ANSWER_LENGTH, /* months; "2 years" */
    ANSWER_MONTH,  /* YYYY-MM; "March 2022", "now" */
    ANSWER_PROOF,  /* an example; "yes" is a claim without one, "no" is nothing */
    ANSWER_SKILL,  /* the name of a skill, which becomes a key */
    ANSWER_MILES,  /* "10 miles" */
    ANSWER_HOURS,  /* "20 to 30 hours" */
    ANSWER_BANDS,  /* "band 2 or 3", "2-4" */
    ANSWER_LIST,   /* words of the file's lists: "full time or nights" */
    ANSWER_PAY,    /* pounds a year; "24k", "12.60 an hour" */
    ANSWER_STATUS  /* "yes" is held */
};

/* When a question makes sense. */
enum question_when {
    WHEN_ALWAYS = 0,
    WHEN_SAID,     /* `of` was answered in this entry */
    WHEN_NOT_SAID, /* it was not */
    WHEN_NO_LEVEL  /* the name of the qualification says no level */
};

struct question {
    const char *section; /* of the candidate file */
    const char *key;     /* NULL: the answer is the key, and the next question's its value */
    const char *ask;     /* one sentence */
    const char *example; /* behind "For example:"; NULL: none */
    const char *why;     /* shown for "?"; NULL: the example alone */
    enum answer_form form;
    const struct vocab *vocab; /* all that may be answered; NULL: anything of its form */
    enum question_when when;
    const char *of;   /* a key of the same section */
    const char *also; /* the value that `of` must have; NULL: any */
    bool opens;       /* of entries that repeat: no answer ends them */
};

extern const struct question interview_questions[];
extern const size_t interview_question_count;

/** The words above the first question of a section. */
const char *interview_introduction(const char *section);

#endif
