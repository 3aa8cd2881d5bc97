// Markdown by cmark-gfm in this process: which blocks a text has, and the text as HTML. The library is opened when it is
// first asked for, so nothing here needs it to be built or started.
#pragma once
#include <stddef.h>

typedef enum { CMK_CODE = 1, CMK_HTML = 2, CMK_TEXT = 3 } cmk_kind;

typedef struct {
    cmk_kind kind;
    int first_line, last_line;  // from 1
    int column;                 // of the first line, from 1, in bytes
    int fenced;                 // of code
    const char *info;           // of fenced code: what stands behind the fence
    const char *literal;        // of code
} cmk_block;

typedef struct cmk_document cmk_document;

// Why it cannot be had; NULL once it is open. Serialised by one lock, as all below.
const char *cmk_unavailable(void);

// The blocks of a text that hold no others, in order. NULL when out of memory or unavailable.
cmk_document *cmk_read(const char *text, size_t length);
size_t cmk_count(const cmk_document *);
const cmk_block *cmk_block_at(const cmk_document *, size_t index);
void cmk_free(cmk_document *);

// The text as HTML in which no HTML and no script of its own is left. For free(); NULL as above.
char *cmk_html(const char *text, size_t length);
