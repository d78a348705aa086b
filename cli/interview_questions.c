/* cli/interview_questions.c - what `profile new` asks, and in which order
 * SPDX-License-Identifier: MIT
 *
 * Neither name nor date of birth, ethnicity or offences: nothing in the program needs them.
 */
#include "cli/interview_questions.h"

#include <string.h>

#include "matcher/candidate.h"
#include "schema/vacancy.h"

#define LIVED                                                                                  \
    "Own experience of using services, and caring for somebody, count as much as paid work "   \
    "in support, time and recovery and in peer support posts: that is why they are asked "     \
    "about. They say something about your health, or about somebody near to you. So leave "    \
    "them out if you would rather not: press Enter."

static const struct {
    const char *section;
    const char *words;
} introductions[] = {
    {"candidate", "First, where and how you would like to work. This is only used to show "
                  "what fits you; it never changes a mark."},
    {"qualification", "Now what you have learned: certificates, courses, school exams, one at "
                      "a time. What is under way or planned counts too."},
    {"experience", "Now what you have done, one thing at a time: paid work, voluntary work, "
                   "caring for somebody, your own experience of services. " LIVED},
    {"skills", "Last, what you can do. A short true example counts for more than a claim: "
               "what you did, with whom, and what came of it. Type yes if you can do it and "
               "have no example in mind."},
};

const char *interview_introduction(const char *section) {
    for (size_t i = 0; i < sizeof introductions / sizeof *introductions; i++) {
        if (strcmp(introductions[i].section, section) == 0) {
            return introductions[i].words;
        }
    }
    return NULL;
}

const struct question interview_questions[] = {
    {.section = "candidate",
     .key = "id",
     .ask = "A code for this profile, not your name?",
     .example = "me, or c-017 where an adviser keeps several",
     .why = "Lists and files show it. It must not tell who you are."},
    {.section = "candidate",
     .key = "postcode",
     .ask = "The first half of your postcode?",
     .example = "DA1",
     .why = "It tells how far away posts are. The first half is enough."},
    {.section = "candidate",
     .key = "town",
     .ask = "Or your town?",
     .example = "Dartford",
     .when = WHEN_NOT_SAID,
     .of = "postcode"},
    {.section = "candidate",
     .key = "travel_miles",
     .form = ANSWER_MILES,
     .ask = "How many miles would you travel to work?",
     .example = "15"},
    {.section = "candidate",
     .key = "drives",
     .ask = "Do you hold a full driving licence: yes or no?",
     .form = ANSWER_YES_NO,
     .why = "Many community posts ask for one. Without a word on it, it stays unknown."},
    {.section = "candidate",
     .key = "vehicle",
     .ask = "Do you have the use of a car for work: yes or no?",
     .form = ANSWER_YES_NO,
     .when = WHEN_SAID,
     .of = "drives",
     .also = "yes"},
    {.section = "candidate",
     .key = "needs_sponsorship",
     .ask = "Would you need an employer to sponsor a visa: yes or no?",
     .form = ANSWER_YES_NO},
    {.section = "candidate",
     .key = "hours",
     .form = ANSWER_HOURS,
     .ask = "How many hours a week do you want to work?",
     .example = "37.5, or 20-30"},
    {.section = "candidate",
     .key = "patterns",
     .form = ANSWER_LIST,
     .vocab = &vocab_work_pattern,
     .ask = "Which kinds of hours can you work?",
     .example = "full time, part time, shifts, nights, weekends"},
    {.section = "candidate",
     .key = "bands",
     .form = ANSWER_BANDS,
     .vocab = &vocab_band,
     .ask = "Which pay bands do you look for?",
     .example = "2, 3, 4, or 2-4",
     .why = "Support workers are mostly on bands 2 and 3, senior ones on 4."},
    {.section = "candidate",
     .key = "contracts",
     .form = ANSWER_LIST,
     .vocab = &vocab_contract,
     .ask = "Which contracts would do?",
     .example = "permanent, fixed term, bank"},
    {.section = "candidate",
     .key = "min_salary",
     .form = ANSWER_PAY,
     .ask = "The least pay that you need, in pounds a year for full time?",
     .example = "24000, or 24k"},

    {.section = "qualification",
     .key = "name",
     .opens = true,
     .ask = "What is it called? (Enter: no more of these)",
     .example = "NVQ level 2 in Health and Social Care; GCSE English and maths; Care "
                "Certificate"},
    {.section = "qualification",
     .key = "status",
     .form = ANSWER_STATUS,
     .vocab = &vocab_holding,
     .ask = "Do you hold it, are you working towards it, or would "
            "you take it up?",
     .example = "held"},
    {.section = "qualification",
     .key = "level",
     .when = WHEN_NO_LEVEL,
     .ask = "At which level is it, from 0 to 8? Its name does not say. (Enter: it has none)",
     .example = "2 is GCSE, 3 is A level, 6 is a degree"},

    {.section = "experience",
     .key = "area",
     .opens = true,
     .ask = "What was it: what did you do, where, with whom? (Enter: no more of these)",
     .example = "healthcare assistant on an adult mental health ward",
     .why = LIVED},
    {.section = "experience",
     .key = "kind",
     .form = ANSWER_LIST,
     .vocab = &vocab_kind,
     .ask = "Was it paid, voluntary, lived (your own experience) or caring (for somebody)? "
            "You may leave that out.",
     .example = "voluntary",
     .why = LIVED},
    {.section = "experience",
     .key = "from",
     .form = ANSWER_MONTH,
     .ask = "In which month did it begin?",
     .example = "2022-03, or March 2022",
     .why = "With dates nothing is counted twice, and it shows what is recent."},
    {.section = "experience",
     .key = "to",
     .form = ANSWER_MONTH,
     .when = WHEN_SAID,
     .of = "from",
     .ask = "And in which month did it end?",
     .example = "2023-09, or now"},
    {.section = "experience",
     .key = "months",
     .form = ANSWER_LENGTH,
     .when = WHEN_NOT_SAID,
     .of = "from",
     .ask = "How long was it in all?",
     .example = "18 months, or 2 years"},
    {.section = "experience",
     .key = "employer",
     .form = ANSWER_LIST,
     .vocab = &candidate_employers,
     .ask = "For whom: nhs, social care, charity or other?",
     .example = "nhs"},
    {.section = "experience",
     .key = "evidence",
     .ask = "What did you do there that shows what you can do? Give examples.",
     .example = "ran a weekly gardening group for eight patients; wrote daily notes"},

    {.section = "skills",
     .key = "communication",
     .form = ANSWER_PROOF,
     .ask = "Communication: when did you explain something, or listen, and what came of it?",
     .example = "explained a new care plan to a patient's sister until she was content"},
    {.section = "skills",
     .key = "team working",
     .form = ANSWER_PROOF,
     .ask = "Working in a team: when did you do that, and what was your part?",
     .example = "took handover and shared out the morning's work among four of us"},
    {.section = "skills",
     .key = "record keeping",
     .form = ANSWER_PROOF,
     .ask = "Keeping records: what have you written down, for whom?",
     .example = "wrote care notes for eight patients each shift"},
    {.section = "skills",
     .key = "it skills",
     .form = ANSWER_PROOF,
     .ask = "Using a computer: what have you done with one?",
     .example = "entered observations in the electronic record every four hours"},
    {.section = "skills",
     .key = "empathy",
     .form = ANSWER_PROOF,
     .ask = "Empathy: when did you see how somebody felt, and what did you do?",
     .example = "sat with a patient who was frightened until her sister could come"},
    {.section = "skills",
     .key = "patience",
     .form = ANSWER_PROOF,
     .ask = "Patience and calm: when was it needed, and how did you stay calm?",
     .example = "waited each morning until a resident was ready to get up"},
    {.section = "skills",
     .key = "professional boundaries",
     .form = ANSWER_PROOF,
     .ask = "Boundaries: when did you have to draw a line kindly?",
     .example = "told a client that I could not lend money, and rang the money adviser with "
                "him"},
    {.section = "skills",
     .key = "time management",
     .form = ANSWER_PROOF,
     .ask = "Organising your time: when did you have several things to do at once?",
     .example = "planned five home visits a day and rang ahead when one took longer"},
    {.section = "skills",
     .key = NULL,
     .opens = true,
     .form = ANSWER_SKILL,
     .ask = "Is there another skill, quality or something that you know about? Its name? "
            "(Enter: no more of these)",
     .example = "safeguarding; cooking; speaking Polish"},
    {.section = "skills",
     .key = NULL,
     .form = ANSWER_PROOF,
     .ask = "When did you use it, and what came of it?",
     .example = "noticed bruises on a resident and told the nurse in charge the same hour"},
};
const size_t interview_question_count =
    sizeof interview_questions / sizeof *interview_questions;
