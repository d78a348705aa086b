/* tests/support/board_data.h - employers, vacancies and changes of the local board, by day
 * SPDX-License-Identifier: MIT
 */
#ifndef BOARD_DATA_H
#define BOARD_DATA_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/** One advert as it stands on the board's present day. */
struct board_vacancy {
    json_t *base;      /**< as written in the data file; owned */
    json_t *now;       /**< with the changes up to the present day; owned */
    const char *ref;   /**< the id in its address; borrowed from `base` */
    long long feed_id; /**< the feed's own number */
    unsigned hash;     /**< a fixed number made from `ref`: decides harmless variations */
    int appears;       /**< board day on which it first appears */
    int posted;        /**< day posted, counted from day 0 */
    int closes;        /**< last day on which it is open */
    int changed;       /**< board day of the last change; 0 if never */
    bool withdrawn;    /**< closed before its time */
    bool is_taken;     /**< withdrawn for good, by board_data_take() */
    bool is_hidden;    /**< left out of feed and results; its page is as it was */
    int posted_second; /**< second of the day at which it was posted */
};

/** Everything the board knows. */
struct board_data {
    json_t *employers;               /**< array of employers; owned */
    json_t *changes;                 /**< array of changes; owned */
    struct board_vacancy *vacancies; /**< sorted newest first; owned */
    size_t count;                    /**< vacancies */
    long today;                      /**< the date of day 0, days since 1970-01-01 */
    int day;                         /**< the present day */
    size_t published;                /**< adverts made up by board_data_publish() */
};

/** What a reader asked the feed or the results for. A NULL text asks for nothing. */
struct board_query {
    const char *keyword;        /**< words; any of them may match */
    const char *sort;           /**< "publicationDateDesc", or best match first */
    const char *published_from; /**< YYYY-MM-DD */
    const char *pay_band;       /**< BAND_3,BAND_4 */
    const char *contract_type;  /**< Permanent,Fixed-Term */
    long page;                  /**< from 1 */
    long limit;                 /**< adverts a page */
};

/** Reads `employers.json`, `changes.json` (may be missing) and `vacancies/ *.json` below `dir`.
 * @param data   filled, and the caller's to free; untouched on failure
 * @param dir    the data folder
 * @param today  date of day 0
 * @param error  receives a message naming the file and what is wrong
 * @param size   room in `error`
 * @return false on failure
 */
bool board_data_load(struct board_data *data, const char *dir, long today, char *error,
                     size_t size);

/** Releases what board_data_load() made. */
void board_data_free(struct board_data *data);

/** Moves to another day, forwards or back. */
void board_data_set_day(struct board_data *data, int day);

/** Adds `times` made-up copies of every advert, each with an id and a reference of its own and
 * posted a day earlier than the one before. Once, after loading. */
void board_data_copy(struct board_data *data, unsigned times);

/** Publishes made-up adverts now, the newest of all.
 * @param count  how many
 */
void board_data_publish(struct board_data *data, unsigned count);

/** Takes adverts out of feed and results, for good.
 * @param from   the first one, counted from the newest that is open
 * @param count  how many
 * @param whole  their pages stay as they were; else they say that the advert is closed
 */
void board_data_take(struct board_data *data, size_t from, size_t count, bool whole);

/** Lets all that board_data_take() took stand where it stood. */
void board_data_put_back(struct board_data *data);

/** Finds the advert with that id that has appeared by now, open or closed.
 * @return NULL if there is none
 */
const struct board_vacancy *board_data_find(const struct board_data *data, const char *ref);

/** Finds the employer of a vacancy; always there (checked when loading). */
json_t *board_data_employer(const struct board_data *data, const struct board_vacancy *vacancy);

/** Tells whether the advert is on the board today: appeared, not withdrawn, not past its date.
 */
bool board_data_is_open(const struct board_data *data, const struct board_vacancy *vacancy);

/** Picks the open adverts a query asks for, in the order it asks for, all pages together.
 * @param found  room for `data->count` pointers; borrowed from `data`
 * @param data   the board's data
 * @param query  what was asked
 * @return how many there are
 */
size_t board_data_select(const struct board_vacancy **found, const struct board_data *data,
                         const struct board_query *query);

/** Reads a text member; "" if it is absent or null. Borrowed from `object`. */
const char *board_data_text(const json_t *object, const char *key);

/** Gives the words of `key` as a list would print them: "Fixed term" becomes "Fixed-Term". */
const char *board_data_contract_token(const struct board_vacancy *vacancy);

#endif
