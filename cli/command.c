/* cli/command.c - the commands: one table, one file each
 * SPDX-License-Identifier: MIT
 */
#include "cli/command.h"

#include <string.h>

#include "base/nearest.h"

#define SEARCH                                                                                 \
    (OPTION_BIT(OPTION_KEYWORD) | OPTION_BIT(OPTION_LOCATION) | OPTION_BIT(OPTION_DISTANCE) |  \
     OPTION_BIT(OPTION_BAND) | OPTION_BIT(OPTION_STAFF_GROUP) | OPTION_BIT(OPTION_CONTRACT) |  \
     OPTION_BIT(OPTION_PATTERN) | OPTION_BIT(OPTION_EMPLOYER) | OPTION_BIT(OPTION_SINCE))

#define MANNERS                                                                                \
    (OPTION_BIT(OPTION_BUDGET) | OPTION_BIT(OPTION_MAX_MINUTES) |                              \
     OPTION_BIT(OPTION_DAILY_CAP) | OPTION_BIT(OPTION_PACE) | OPTION_BIT(OPTION_TIMEOUT) |     \
     OPTION_BIT(OPTION_ACCEPT_TERMS) | OPTION_BIT(OPTION_USE_PROXY))

#define FILTERS                                                                                \
    (OPTION_BIT(OPTION_BAND) | OPTION_BIT(OPTION_EMPLOYER) |                                   \
     OPTION_BIT(OPTION_CLOSING_WITHIN) | OPTION_BIT(OPTION_STATE) | OPTION_BIT(OPTION_LIMIT) | \
     OPTION_BIT(OPTION_FAIL_EMPTY))

const struct command commands[] = {
    {.name = "crawl",
     .operands = "[SOURCE]",
     .summary = "fetch new and changed adverts from a board",
     .about =
         "Reads the board's list, newest first, down to what is known, then the page of every "
         "advert that is new or has changed, one request at a time, and keeps them in the "
         "database. SOURCE is nhsjobs (unless another is given), trac, jobtrain, hscni or "
         "findajob; `shortlist version` says what they are. Now and then, and with --sweep, "
         "the whole list is read, to learn what has gone.\n\n"
         "With --addresses or --sitemap single addresses are fetched instead, from one host "
         "after another.\n\n"
         "The board can see who asks: set `contact = you@example.org` in config.ini first; "
         "without it only this machine is asked. On the first visit to a host its terms are "
         "shown, and you are asked whether you accept them; scripts say --accept-terms. "
         "--dry-run says what would be asked, and asks for robots.txt alone.\n\n"
         "What was fetched stays when a crawl is stopped (Ctrl-C; twice to stop at once): run "
         "it again to go on.",
     .examples = "shortlist crawl --dry-run\n"
                 "shortlist crawl --keyword \"support worker\" --location Dartford --distance "
                 "20\n"
                 "shortlist crawl --budget 100 --max-minutes 30\n"
                 "shortlist crawl --addresses addresses.txt",
     .options = SEARCH | MANNERS | OPTION_BIT(OPTION_SWEEP) | OPTION_BIT(OPTION_ADDRESSES) |
                OPTION_BIT(OPTION_SITEMAP) | OPTION_BIT(OPTION_DRY_RUN) |
                OPTION_BIT(OPTION_BOARD) | OPTION_BIT(OPTION_KEEP_CONTACTS),
     .most = 1,
     .run = command_crawl},
    {.name = "robots",
     .operands = "URL...",
     .summary = "say whether a site's robots.txt allows an address",
     .about =
         "Answers allow or disallow for each URL, with the line that decides. The host is "
         "asked "
         "for its robots.txt, unless the database holds a copy of the day; with --file the "
         "rules come from a file, and URL may be a path alone. Exit status 5 or 6 where the "
         "host's robots.txt could not be had: then everything is forbidden.",
     .examples = "shortlist robots https://www.jobs.nhs.uk/candidate/jobadvert/C9380-25-0471\n"
                 "shortlist robots --file robots.txt --agent somebody /search?page=2",
     .options = OPTION_BIT(OPTION_FILE) | OPTION_BIT(OPTION_AGENT) |
                OPTION_BIT(OPTION_TIMEOUT) | OPTION_BIT(OPTION_USE_PROXY),
     .least = 1,
     .most = SIZE_MAX,
     .run = command_robots},
    {.name = "status",
     .operands = "",
     .summary = "say what the last runs did, how each source is, and what waits",
     .about = "Shows the last runs with their counts, each source with its last walk through "
              "the board's list, each host with what is remembered of it, and why pages were "
              "not fetched.",
     .examples = "shortlist status\n"
                 "shortlist status --limit 0 --json",
     .options = OPTION_BIT(OPTION_LIMIT),
     .run = command_status},
    {.name = "add",
     .operands = "FILE...",
     .summary = "take saved advert pages into the database",
     .about =
         "Each FILE is an advert's page that was saved from a browser, a plain-text copy of "
         "one, or a folder of them; - is standard input.",
     .examples = "shortlist add saved-pages/\n"
                 "shortlist add advert.html advert.txt",
     .options = OPTION_BIT(OPTION_KEEP_CONTACTS) | OPTION_BIT(OPTION_WORKERS),
     .least = 1,
     .most = SIZE_MAX,
     .run = command_add},
    {.name = "match",
     .operands = "[FILE... | ID...]",
     .summary = "say which posts to go for, which are one step away, and why",
     .about =
         "Holds adverts against your profile the way a shortlisting panel does: each criterion "
         "is marked 0, 1 or 2, from what your profile says and nothing else. First comes the "
         "list: what you can go for, what is one criterion away and which step would do, what "
         "is "
         "still open. Then the sheet of the first adverts: each criterion, its mark, the facts "
         "that counted, and behind -> a question whose answer you could write. Nothing is "
         "written for you, and what your profile does not say is unknown, never held against "
         "you.\n\n"
         "me.ini stands for your profile: `shortlist profile new` asks for it, a question at a "
         "time. Without FILE and ID the adverts of the database that are still open are looked "
         "at. FILE is a saved advert or a folder of them, ID the name of an advert as the list "
         "prints it.\n\n"
         "Where you want to work, how many hours and for how much is shown beside each advert "
         "and never counts: --fits and --within leave out what misses it.\n\n"
         "For advisers: --candidates takes a folder of profiles, one a person, with codes and "
         "no names. For each code it says what is new since the last run, what to go for and "
         "what is one step away, and in the end what would open most posts for most people. "
         "The database remembers code, adverts and marks, never a profile; `shortlist forget` "
         "removes a code.",
     .examples = "shortlist match --candidate me.ini\n"
                 "shortlist match --candidate me.ini --within 15 --fits hours,band\n"
                 "shortlist match --candidate me.ini --details 1 advert.html\n"
                 "shortlist match --candidate me.ini C9380-25-0471\n"
                 "shortlist match --candidate me.ini --csv > list.csv\n"
                 "shortlist match --candidates profiles/ --limit 5",
     .options = OPTION_BIT(OPTION_CANDIDATE) | OPTION_BIT(OPTION_CANDIDATES) |
                OPTION_BIT(OPTION_ALL) | OPTION_BIT(OPTION_BAND) | OPTION_BIT(OPTION_EMPLOYER) |
                OPTION_BIT(OPTION_CLOSING_WITHIN) | OPTION_BIT(OPTION_WITHIN) |
                OPTION_BIT(OPTION_FITS) | OPTION_BIT(OPTION_ROLE) | OPTION_BIT(OPTION_LIMIT) |
                OPTION_BIT(OPTION_DETAILS) | OPTION_BIT(OPTION_CSV) |
                OPTION_BIT(OPTION_VERIFY) | OPTION_BIT(OPTION_RULES) |
                OPTION_BIT(OPTION_WORKERS) | OPTION_BIT(OPTION_FAIL_EMPTY),
     .most = SIZE_MAX,
     .run = command_match},
    {.name = "profile",
     .operands = "new [FILE] | check [FILE]",
     .summary = "write your profile, question by question, or see what it lacks",
     .about =
         "new asks for your profile in plain words, a question at a time, with examples. Enter "
         "passes a question by, back goes to the one before, stop ends and keeps what you have "
         "said. Nothing that you type leaves this machine: it goes into FILE, which only you "
         "can read, and no file is replaced without asking. No name, date of birth or offences "
         "are asked for.\n\n"
         "check says what in the profile is worth less than it could be (a claim without an "
         "example, work without a length), and what is missing that most adverts of the "
         "database ask for, with a question each. Without adverts the built-in roles are "
         "counted.\n\n"
         "FILE is me.ini where none is named; - is standard output or standard input.",
     .examples = "shortlist profile new\n"
                 "shortlist profile new me.ini\n"
                 "shortlist profile check me.ini\n"
                 "shortlist profile check me.ini --json",
     .options = OPTION_BIT(OPTION_LIMIT) | OPTION_BIT(OPTION_RULES),
     .least = 1,
     .most = 2,
     .run = command_profile},
    {.name = "roles",
     .operands = "[ID... | FILE...]",
     .summary = "say which roles there are, and what they ask for in general",
     .about =
         "Without ID: the roles of support work that are known, with their usual pay bands and "
         "the titles under which they are advertised. With ID: what posts of that role ask for "
         "as a rule. FILE is a saved role profile. What is marked (?) has no source.\n\n"
         "With --candidate your profile is held against the role, without any advert: what you "
         "have already, what is missing, and a question for each.\n\n"
         "`shortlist match --role ID` takes only adverts whose title is that role's.",
     .examples = "shortlist roles\n"
                 "shortlist roles str\n"
                 "shortlist roles str --candidate me.ini\n"
                 "shortlist match --role str --candidate me.ini",
     .options = OPTION_BIT(OPTION_CANDIDATE) | OPTION_BIT(OPTION_RULES),
     .most = SIZE_MAX,
     .run = command_roles},
    {.name = "forget",
     .operands = "[CODE]",
     .summary = "remove what the database remembers of a candidate",
     .about = "CODE is the id in a profile that `match --candidates` has read. What is "
              "remembered of it (adverts, marks and when) is overwritten in the file. The "
              "profile itself never was in the database.\n\n"
              "Without CODE: the codes that are remembered.",
     .examples = "shortlist forget\n"
                 "shortlist forget c-017",
     .most = 1,
     .run = command_forget},
    {.name = "search",
     .operands = "WORDS...",
     .summary = "find adverts by words",
     .about = "Every word must occur somewhere in the advert. Best matches come first.",
     .examples = "shortlist search support worker dartford --band 2,3\n"
                 "shortlist search recovery --closing-within 7",
     .options = FILTERS | OPTION_BIT(OPTION_ROLE),
     .least = 1,
     .most = SIZE_MAX,
     .run = command_search},
    {.name = "list",
     .operands = "",
     .summary = "list the adverts of the database, those that close first in front",
     .about = "Lists what the database holds.",
     .examples = "shortlist list --state open --band 3\n"
                 "shortlist list --role str\n"
                 "shortlist list --employer \"mental health\" --limit 20",
     .options = FILTERS | OPTION_BIT(OPTION_ROLE),
     .run = command_list},
    {.name = "show",
     .operands = "ID",
     .summary = "show one advert whole, with its history",
     .about = "ID is the advert's name as match, search and list print it, or the employer's "
              "reference.",
     .examples = "shortlist show C9380-25-0471\n"
                 "shortlist show 380-NK175-A",
     .least = 1,
     .most = 1,
     .run = command_show},
    {.name = "parse",
     .operands = "FILE...",
     .summary = "read saved pages and print what is in them",
     .about = "Reads advert pages, results pages, feeds, role profiles and plain-text copies. "
              "Keeps nothing. What is none of these is refused with a reason (exit status 3).",
     .examples = "shortlist parse --json advert.html",
     .options = OPTION_BIT(OPTION_KEEP_CONTACTS),
     .least = 1,
     .most = SIZE_MAX,
     .run = command_parse},
    {.name = "criteria",
     .operands = "FILE... | ID...",
     .summary = "print what adverts ask for, line by line",
     .about = "Prints each line of the person specification and how it was understood. FILE is "
              "a saved advert or a folder of them, ID the name of one in the database. With "
              "--role and no FILE or ID: all adverts of the database whose title is that "
              "role's.",
     .examples = "shortlist criteria advert.html\n"
                 "shortlist criteria C9380-25-0471\n"
                 "shortlist criteria --role str",
     .options = OPTION_BIT(OPTION_ROLE) | OPTION_BIT(OPTION_LIMIT) | OPTION_BIT(OPTION_RULES),
     .most = SIZE_MAX,
     .run = command_criteria},
    {.name = "role",
     .operands = "FILE...",
     .summary = "read a saved role profile and print it",
     .about =
         "A role profile describes a kind of work: what people do, where, and what it takes.",
     .examples = "shortlist role str-worker.html",
     .least = 1,
     .most = SIZE_MAX,
     .run = command_role},
    {.name = "demo",
     .operands = "",
     .summary = "match built-in sample adverts, for a sample candidate or for you",
     .about =
         "Needs no network and no database. The adverts, their employers and the candidate "
         "are invented, and it is always the same day there. With --candidate your own "
         "profile is held against these adverts.",
     .examples = "shortlist demo\n"
                 "shortlist demo --candidate me.ini",
     .options =
         OPTION_BIT(OPTION_CANDIDATE) | OPTION_BIT(OPTION_LIMIT) | OPTION_BIT(OPTION_DETAILS),
     .run = command_demo},
    {.name = "reparse",
     .operands = "",
     .summary = "read every kept page again with the program as it is now",
     .about =
         "Every record is made anew from the page that it was last read from, and pages that "
         "were put aside are tried again. What changes goes into the history and is counted "
         "by field. The network is not asked. It can be stopped and run again.\n\n"
         "A page that lacks what its record has is put aside, and the record stays. Once you "
         "have looked and find that the adverts are really like that, --accept takes them.",
     .examples = "shortlist reparse\n"
                 "shortlist reparse --accept",
     .options = OPTION_BIT(OPTION_ACCEPT) | OPTION_BIT(OPTION_WORKERS),
     .run = command_reparse},
    {.name = "doctor",
     .operands = "",
     .summary = "look at the database, at how pages are read, and at what is put aside",
     .about =
         "Shows whether the database is sound, how often the pages of each family fill each "
         "field, in the last run and before, which field fell, and which pages are put aside "
         "because they lack what they should have. Exit status 3 where there is something to "
         "look at.",
     .examples = "shortlist doctor\n"
                 "shortlist doctor --json",
     .options = OPTION_BIT(OPTION_LIMIT),
     .run = command_doctor},
    {.name = "pay",
     .operands = "[ID... | FILE... | tables]",
     .summary = "say what a salary is made of: scale, supplement, hours",
     .about =
         "Takes an advert's pay apart: which Agenda for Change table it is of on the day it "
         "was "
         "posted, which points, which high cost area supplement, what it is an hour and part "
         "time, and what about it is to be checked. ID is the name of an advert as the list "
         "prints it, FILE a saved one; --text takes the words of a salary instead, with the "
         "day, the nation and what else is known.\n\n"
         "`tables` prints the pay tables of the four nations with their sources, or with "
         "--check says whether their rows can be right. With --date only those that adverts "
         "of that day show.",
     .examples = "shortlist pay C9380-25-0471\n"
                 "shortlist pay --text \"25,883 to 26,958 a year (HCAS inclusive)\" --date "
                 "2025-05-16 --nation england\n"
                 "shortlist pay --text \"12.75 an hour\" --band 3 --place Dartford --hours "
                 "22.5\n"
                 "shortlist pay tables --nation wales --band 3\n"
                 "shortlist pay tables --csv > tables.csv",
     .options = OPTION_BIT(OPTION_TEXT) | OPTION_BIT(OPTION_DATE) | OPTION_BIT(OPTION_NATION) |
                OPTION_BIT(OPTION_BAND) | OPTION_BIT(OPTION_PLACE) | OPTION_BIT(OPTION_HOURS) |
                OPTION_BIT(OPTION_CSV) | OPTION_BIT(OPTION_CHECK),
     .most = SIZE_MAX,
     .run = command_pay},
    {.name = "market",
     .operands = "",
     .summary = "say what adverts pay: medians, quartiles, and where an offer stands",
     .about =
         "Counts the adverts of the database, and those of imported data sets: how many say "
         "what they pay, the median and quartiles of basic full-time pay without the high cost "
         "area supplement, of pay as advertised and by the hour, how many are on the scale, "
         "and what they ask for. --by puts them together, --offer says where an amount would "
         "stand among them.\n\n"
         "Fewer than 5 adverts with pay are counted and no amount is shown; of fewer than 10 "
         "the single amounts are. --rows prints the adverts that the figures are made of, so "
         "that they can be counted again.",
     .examples = "shortlist market --band 3\n"
                 "shortlist market --band 3 --by employer --since 2026-01-01\n"
                 "shortlist market --role str --offer 24500\n"
                 "shortlist market --band 3 --rows --csv > rows.csv\n"
                 "shortlist market --band 3 --by region --html band3.html",
     .options = OPTION_BIT(OPTION_BAND) | OPTION_BIT(OPTION_ROLE) | OPTION_BIT(OPTION_BY) |
                OPTION_BIT(OPTION_SINCE) | OPTION_BIT(OPTION_NATION) |
                OPTION_BIT(OPTION_OFFER) | OPTION_BIT(OPTION_ROWS) | OPTION_BIT(OPTION_CSV) |
                OPTION_BIT(OPTION_SVG) | OPTION_BIT(OPTION_HTML) | OPTION_BIT(OPTION_XLSX) |
                OPTION_BIT(OPTION_LIMIT) | OPTION_BIT(OPTION_FAIL_EMPTY),
     .run = command_market},
    {.name = "import",
     .operands = "[nhsbsa FILE | jobposting FILE | forget NAME]",
     .summary = "take in adverts of past years from files, for `market`",
     .about =
         "`nhsbsa` reads a vacancy file of the NHS Business Services Authority's open data: a "
         "CSV file with a line an advert of NHS Jobs, an answer to a request for information. "
         "They are at https://opendata.nhsbsa.net (FOI-03121, FOI-03341, FOI-03591 are some): "
         "fetch one with a browser. The pay of each line is taken apart as of the day it was "
         "posted, and the lines become a data set that is called as the file is; imported "
         "again it is replaced. Where a file prints no day, --date says the day of all its "
         "adverts.\n\n"
         "`jobposting` reads a collection of schema.org JobPostings (JSON-LD): a list, an "
         "object with @graph, an ItemList, or one object a line. Each posting becomes an "
         "advert of the database, as with `add`.\n\n"
         "Alone it lists the data sets with the sentences that their licences ask for; "
         "`forget` removes one. Exit status 3 where lines or postings could not be read.",
     .examples = "shortlist import\n"
                 "shortlist import nhsbsa foi-03341.csv\n"
                 "shortlist import nhsbsa adverts-2024.csv --date 2024-06-30\n"
                 "shortlist import jobposting postings.jsonl\n"
                 "shortlist import forget foi-03341.csv",
     .options = OPTION_BIT(OPTION_DATE) | OPTION_BIT(OPTION_KEEP_CONTACTS),
     .most = SIZE_MAX,
     .run = command_import},
    {.name = "places",
     .operands = "[find WORDS | import FILE | forget NAME]",
     .summary = "say what is known of where places are, import postcodes",
     .about =
         "Distances need to know where a candidate and an advert are. Towns and postcode areas "
         "are built in, outward codes (DA1) are learned from adverts. Every postcode is known "
         "once a free list of them is imported: Ordnance Survey's Code-Point Open, or the "
         "ONS Postcode Directory or National Statistics Postcode Lookup. Fetch one with a "
         "browser, unpack it, and name the CSV file or the folder of CSV files as FILE.\n\n"
         "Alone it lists what is known, with the sentences that the licences ask for. `find` "
         "says where a place is and how sure that is, `forget` removes what was imported.",
     .examples = "shortlist places\n"
                 "shortlist places find DA1 2DL\n"
                 "shortlist places find Newport, Isle of Wight\n"
                 "shortlist places import codepo_gb/Data/CSV",
     .most = SIZE_MAX,
     .run = command_places},
    {.name = "export",
     .operands = "",
     .summary = "write the kept pages as a web archive",
     .about =
         "Writes every kept page that came from the network into a WARC 1.1 file, with its "
         "address, its time and digests. FILE must not exist yet; where it ends in .gz "
         "each record is packed by itself. Pages may name people to contact: keep the "
         "archive to yourself.",
     .examples = "shortlist export --warc pages.warc.gz",
     .options = OPTION_BIT(OPTION_WARC),
     .run = command_export},
    {.name = "prune",
     .operands = "",
     .summary = "drop the kept pages of adverts that closed long ago",
     .about = "The adverts themselves stay. --days says how long ago they must have closed.",
     .examples = "shortlist prune --days 30",
     .options = OPTION_BIT(OPTION_DAYS),
     .run = command_prune},
    {.name = "help",
     .operands = "[COMMAND]",
     .summary = "say how to use the program, or one command",
     .about = "The manual page is shortlist(1).",
     .examples = "shortlist help match",
     .most = 1,
     .run = command_help},
    {.name = "version",
     .operands = "",
     .summary = "say which version this is and what it is made with",
     .about = "Prints the versions of the program and of its libraries, and where adverts come "
              "from.",
     .examples = "shortlist version",
     .run = command_version},
};
const size_t command_count = sizeof commands / sizeof *commands;

const struct command *command_find(const char *name) {
    for (size_t i = 0; i < command_count; i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

const char *command_nearest(const char *name) {
    const char *names[sizeof commands / sizeof *commands];
    for (size_t i = 0; i < command_count; i++) {
        names[i] = commands[i].name;
    }
    return nearest_name(name, names, command_count);
}

void context_note(struct context *context, enum status status) {
    context->status = status_worse(context->status, status);
}

enum err context_crew(struct crew **out, struct context *context, struct diag *diag) {
    int size = context->settings.workers < CREW_SIZE_MAX ? (int)context->settings.workers
                                                         : CREW_SIZE_MAX;
    enum err err =
        context->crew ? ERR_NONE : crew_open(&context->crew, size, &context->clock, diag);
    if (!err) {
        *out = context->crew;
    }
    return err;
}

void context_fail_item(struct context *context, const struct diag *diag) {
    console_say(&context->console, diag->text);
    context_note(context, status_of(diag->err, false));
}
